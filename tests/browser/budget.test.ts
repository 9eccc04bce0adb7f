import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { aSiecleFile, somePupils, THIS_YEAR } from "#tests/support/siecle-file.ts";
import type { CampaignDetail, CampaignList } from "#worker/campaigns/view.ts";
import { POLICIES } from "#worker/policies.ts";
import { anApiClient, anEmptySchool, openBrowser } from "./support.ts";

const { visit } = openBrowser();
const MAX_JS = 160 * 1024;
const MAX_CSS = 25 * 1024;
const MAX_SHIFT = 0.02;
/** A line of 1.6 Mbit/s that answers after 150 ms: a school on a bad day. */
const SLOW_LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 90_000,
};

async function aSchoolWithPupils(): Promise<string> {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  await client.importFile(uai, aSiecleFile({ uai }, somePupils(60)), { filename: "eleves.xml" });
  return uai;
}

/** The demo school has results. */
const DEMO = "0808088X";
/** Pages that only lead elsewhere, or that open by a link of a mail or in the middle of a sign-in. */
const NOT_OPENED = [
  ...["/", "/deconnexion", "/connexion/code", "/rejoindre", "/compte/confirmation"],
  ...["/demande-administration-sco/envoyee", "/etablissements/:uai/certifications/archives"],
];

/** Makes a school with pupils and a campaign. Returns the ids for the addresses of its pages, and a result of the demo school. */
async function readIds(): Promise<Record<string, string>> {
  const client = await anApiClient();
  const headers = { Cookie: client.cookie, Origin: inject("url") };
  const uai = await aSchoolWithPupils();
  const school = `/api/organizations/${uai}`;
  await fetch(`${inject("url")}${school}/campaigns`, {
    ...{ method: "POST", headers: { ...headers, "Content-Type": "application/json" } },
    body: JSON.stringify({ year: THIS_YEAR, campaigns: [{ kind: "rentree", level: "6e" }] }),
  });
  const { campaigns } = await client.get<CampaignList>(`${school}/campaigns?year=${THIS_YEAR}`);
  const [{ id = "" } = {}] = campaigns;
  const { divisions } = await client.get<CampaignDetail>(`${school}/campaigns/${id}`);
  const { pupils } = await client.get<{ pupils: { id: string }[] }>(`${school}/pupils`);
  const [imported] = await client.listImports(uai);
  const page = await fetch(`${inject("url")}/etablissements/${DEMO}/certifications`, { headers });
  const [, number = ""] = /resultats\/(\d+)/.exec(await page.text()) ?? [];
  return {
    ...{ uai, id, number, pupilId: pupils[0]?.id ?? "", importId: imported?.id ?? "" },
    ...{ division: encodeURIComponent(divisions[0]?.division ?? ""), liste: "ajoutes" },
    ...{ page: "rentree", code: "SEX_REQUIRED" },
  };
}

/** Every page of the product that a signed-in administrator, or a visitor, can open by its address. */
async function listPages(): Promise<{ known: string[]; strange: string[] }> {
  const ids = await readIds();
  const pages = Object.entries(POLICIES).flatMap(([route, policy]) => {
    const path = /^GET (\/(?!api|demo|healthz).*)$/.exec(route)?.[1];
    if (path === undefined || NOT_OPENED.includes(path) || policy === "demo") return [];
    const of = path.includes(":number") ? { ...ids, uai: DEMO } : ids;
    const filled = path.replace(/:(\w+)/g, (_, name: keyof typeof of) => of[name] ?? "");
    return [{ address: filled, isPublic: policy === "public" }];
  });
  expect(pages.length).toBeGreaterThan(30);
  const of = (isPublic: boolean) =>
    pages.filter((one) => one.isPublic === isPublic).map(({ address }) => address);
  return { known: of(false), strange: of(true) };
}

/** What a browser with an empty cache receives for this page, chunks that load by themselves included, gzipped. */
async function weigh(visitor: BrowserContext, path: string): Promise<{ js: number; css: number }> {
  const page = await visitor.newPage();
  const weights: Array<Promise<["js" | "css", number]>> = [];
  page.on("response", (response) => {
    const [, kind] = /\.(js|css)$/.exec(new URL(response.url()).pathname) ?? [];
    if (kind !== "js" && kind !== "css") return;
    weights.push(response.body().then((body) => [kind, gzipSync(body).byteLength]));
  });
  const answer = await page.goto(path, { waitUntil: "networkidle" });
  expect([path, answer?.status()]).toEqual([path, 200]);
  const total = { js: 0, css: 0 };
  for (const [kind, bytes] of await Promise.all(weights)) total[kind] += bytes;
  await page.close();
  return total;
}

test("no page makes a browser receive more than 160 KB of JavaScript nor 25 KB of CSS", async () => {
  const pages = await listPages();
  const known = await visit({ as: "admin@demo.test" });
  const stranger = await visit();
  const heavy: Record<string, unknown> = {};
  for (const [visitor, paths] of [
    [known, pages.known],
    [stranger, pages.strange],
  ] as const) {
    // Each page is weighed as the first of a visit.
    await visitor.route("**/*.{js,css}", (route) =>
      route.continue({ headers: { ...route.request().headers(), "cache-control": "no-cache" } }),
    );
    const left = [...paths];
    const weighNext = async (): Promise<void> => {
      const path = left.shift();
      if (path === undefined) return;
      const weight = await weigh(visitor, path);
      const { js, css } = weight;
      // A page that received nothing was not measured.
      if (js > MAX_JS || css > MAX_CSS || js < 80 * 1024 || css === 0) heavy[path] = weight;
      await weighNext();
    };
    // Side by side: each page waits half a second for a silent network.
    await Promise.all([weighNext(), weighNext(), weighNext(), weighNext()]);
  }
  expect(heavy).toEqual({});
  await known.close();
  await stranger.close();
}, 180_000);

/** The shift of a page that loads with an empty cache over a slow line, its font included. */
async function shiftOf(page: Page, path: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", SLOW_LINE);
  await page.addInitScript(() => {
    const found = window as unknown as { shift: number };
    found.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        found.shift += "value" in entry && typeof entry.value === "number" ? entry.value : 0;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await page.evaluate(async () => await document.fonts.ready);
  return await page.evaluate(
    () =>
      new Promise<number>((done) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => done((window as unknown as { shift: number }).shift)),
        );
      }),
  );
}

const MOVING = [
  "",
  "/eleves",
  "/eleves/import",
  "/certifications",
  "/campagnes",
  "/equipe",
  "/journal",
];

test.each([1280, 360])(
  "nothing moves while a page loads cold over a slow line, at %i pixels",
  async (width) => {
    const moved: Record<string, number> = {};
    const visitor = await visit({ as: "admin@demo.test", viewport: { width, height: 800 } });
    for (const path of MOVING) {
      const page = await visitor.newPage();
      const shift = await shiftOf(page, `/etablissements/${DEMO}${path}`);
      if (shift > MAX_SHIFT) moved[path] = shift;
      await page.close();
    }
    expect(moved).toEqual({});
    await visitor.close();
  },
);

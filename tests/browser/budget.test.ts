import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
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

const pagesOf = (uai: string) => {
  const school = `/etablissements/${uai}`;
  return [
    ...["", "/campagnes", "/campagnes/creer", "/campagnes/archives", "/certifications"],
    ...["/certifications/a-rattacher", "/eleves", "/eleves/import", "/equipe"],
    ...["/equipe/invitations", "/equipe/inviter", "/journal", "/recherche?q=a"],
  ]
    .map((path) => school + path)
    .concat(["/compte", "/compte/mot-de-passe", "/compte/donnees", "/documentation"])
    .concat(["/documentation/rentree", "/accessibilite"]);
};
const PUBLIC = [
  "/connexion",
  "/mot-de-passe-oublie",
  "/demande-administration-sco",
  "/documentation",
];

/** What a browser with an empty cache receives for this page, chunks that load by themselves included, gzipped. */
async function weigh(visitor: BrowserContext, path: string): Promise<{ js: number; css: number }> {
  const page = await visitor.newPage();
  const weights: Array<Promise<["js" | "css", number]>> = [];
  page.on("response", (response) => {
    const [, kind] = /\.(js|css)$/.exec(new URL(response.url()).pathname) ?? [];
    if (kind !== "js" && kind !== "css") return;
    weights.push(response.body().then((body) => [kind, gzipSync(body).byteLength]));
  });
  await page.goto(path, { waitUntil: "networkidle" });
  const total = { js: 0, css: 0 };
  for (const [kind, bytes] of await Promise.all(weights)) total[kind] += bytes;
  await page.close();
  return total;
}

test("no page makes a browser receive more than 160 KB of JavaScript nor 25 KB of CSS", async () => {
  const uai = await aSchoolWithPupils();
  const known = await visit({ as: "admin@demo.test" });
  const stranger = await visit();
  const heavy: Record<string, unknown> = {};
  for (const [visitor, paths] of [
    [known, pagesOf(uai)],
    [stranger, PUBLIC],
  ] as const) {
    // Each page is weighed as the first of a visit.
    await visitor.route("**/*.{js,css}", (route) =>
      route.continue({ headers: { ...route.request().headers(), "cache-control": "no-cache" } }),
    );
    for (const path of paths) {
      const weight = await weigh(visitor, path);
      const { js, css } = weight;
      // A page that received nothing was not measured.
      if (js > MAX_JS || css > MAX_CSS || js < 80 * 1024 || css === 0) heavy[path] = weight;
    }
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

test.each([1280, 360])(
  "nothing moves while a page loads cold over a slow line, at %i pixels",
  async (width) => {
    const uai = await aSchoolWithPupils();
    const moved: Record<string, number> = {};
    const visitor = await visit({ as: "admin@demo.test", viewport: { width, height: 800 } });
    for (const path of [
      "",
      "/eleves",
      "/eleves/import",
      "/certifications",
      "/equipe",
      "/journal",
    ]) {
      const page = await visitor.newPage();
      const shift = await shiftOf(page, `/etablissements/${uai}${path}`);
      if (shift > MAX_SHIFT) moved[path] = shift;
      await page.close();
    }
    expect(moved).toEqual({});
    await visitor.close();
  },
);

import { connect } from "node:net";
import { expect, inject, test } from "vitest";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import {
  anApiClient,
  anEmptySchool,
  expectAccessible,
  expectAccessibleEverywhere,
  expectNoSidewaysScroll,
  openBrowser,
} from "./support.ts";

const { visit } = openBrowser();

/** A school whose journal has lines: an import, and a refusal to a member. */
async function aToldSchool(): Promise<string> {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  await client.importFile(uai, aSiecleFile({ uai }, somePupils(3)), { filename: "rentree.xml" });
  return uai;
}

test("a person of many schools finds another by typing, goes there, and comes back to it from the home page", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test", viewport: { width: 360, height: 800 } });
  const page = await visitor.newPage();
  await page.goto("/etablissements/0808088X/eleves", { waitUntil: "networkidle" });
  const menu = page.locator("details.who");
  const button = menu.locator("summary");

  await button.focus();
  await page.keyboard.press("Enter");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.keyboard.press("Tab");
  expect(
    await page
      .getByLabel("Nom, ville ou UAI")
      .evaluate((field) => field === document.activeElement),
  ).toBe(true);
  await page.keyboard.press("Escape");
  expect(await menu.evaluate((details: HTMLDetailsElement) => details.open)).toBe(false);
  expect(await button.evaluate((summary) => summary === document.activeElement)).toBe(true);

  await page.keyboard.press("Enter");
  await page.getByLabel("Nom, ville ou UAI").fill(uai.toLowerCase());
  await page.getByRole("status").filter({ hasText: "1 établissement trouvé" }).waitFor();
  const links = menu.getByRole("listitem").getByRole("link");
  expect(await links.count()).toBe(1);
  expect(await links.innerText()).toContain(`${uai}, Amiens`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/etablissements/${uai}**`);
  await page.getByRole("heading", { level: 1 }).waitFor();

  // Journeys that run meanwhile open schools as the same administrator: theirs may have come between.
  const comeBackTo = async (school: string) => {
    await page.goto(`/etablissements/${school}/eleves`, { waitUntil: "networkidle" });
    await page.goto("/");
    return page.url();
  };
  await expect.poll(() => comeBackTo(uai), { timeout: 30_000 }).toContain(uai);
  await expect.poll(() => comeBackTo("0808088X"), { timeout: 30_000 }).toContain("0808088X");
  await visitor.close();
});

test("without JavaScript every school is in the list, and there is no search field", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ javaScriptEnabled: false });
  const page = await visitor.newPage();
  await page.goto("/connexion?retour=/etablissements/0808088X/eleves");
  await page.getByLabel("Adresse e-mail").fill("admin@demo.test");
  await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.locator("details.who > summary").click();
  expect(await page.getByLabel("Nom, ville ou UAI").isVisible()).toBe(false);
  await page.locator(".switcher").getByRole("link", { name: uai }).click();
  expect(page.url()).toContain(uai);
  await visitor.close();
});

test("an administrator reads the journal, filters it and downloads it; a member is refused, and the journal records it", async () => {
  const member = await anApiClient("membre@demo.test");
  // Following a link to a page only shows a refusal; a refused call to the API is recorded.
  for (const path of ["/etablissements/0808088X/journal", "/api/organizations/0808088X/journal"]) {
    const refused = await fetch(`${inject("url")}${path}`, { headers: { Cookie: member.cookie } });
    expect(refused.status).toBe(403);
  }

  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto("/etablissements/0808088X/eleves", { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "Journal" }).first().click();
  await page.getByText(/^Accès refusé à «\sDominique Demo\s»\s: le journal/).waitFor();

  const uai = await aToldSchool();
  await page.goto(`/etablissements/${uai}/journal`, { waitUntil: "networkidle" });
  await page
    .getByText(
      "L’import lancé par «\u202fCamille Demo\u202f» a été appliqué à la base élèves : 3 ajoutés",
    )
    .waitFor();
  await page.getByText("2 lignes", { exact: true }).waitFor();
  await page.getByLabel("Sujet").selectOption("Équipe et accès");
  await page.getByRole("button", { name: "Filtrer" }).click();
  await page.getByText("Aucune ligne ne correspond").waitFor();
  expect(new URL(page.url()).searchParams.get("kind")).toBe("team");
  await page.getByRole("search").getByRole("link", { name: "Effacer les filtres" }).click();
  await page.getByText("2 lignes", { exact: true }).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger en CSV" }).click();
  expect((await download).suggestedFilename()).toBe("journal.csv");
  await visitor.close();
});

test("axe finds nothing in the journal, nor does anything stick out, at both widths and in both themes", async () => {
  const uai = await aToldSchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  for (const query of ["", "?kind=team", "?page=9"]) {
    await page.goto(`/etablissements/${uai}/journal${query}`);
    await expectAccessibleEverywhere(page);
  }
  await visitor.close();
});

test("an upload cut midway leaves no import behind, and the school can send again", async () => {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  for (const sent of [0, 100_000, 3_000_000]) await cutUpload(uai, client.cookie, sent);
  expect(await client.listImports(uai)).toEqual([]);
  const answer = await client.upload(uai, aSiecleFile({ uai }, somePupils(2)));
  expect(answer.status).toBe(202);
  const { id }: { id: string } = JSON.parse(await answer.text());
  expect((await client.waitForEnd(uai, id, 20_000)).status).toBe("done");
});

/** Announces 9 MB, sends a part of them, and disconnects, as a closed laptop does. */
async function cutUpload(uai: string, cookie: string, sent: number): Promise<void> {
  const { origin, host, port } = new URL(inject("url"));
  const head = [
    `POST /api/organizations/${uai}/imports HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    "X-Filename: eleves.xml",
    "Content-Length: 9000000",
  ];
  await new Promise<void>((done) => {
    const socket = connect(Number(port), "localhost", () => {
      socket.write(`${head.join("\r\n")}\r\n\r\n<?xml version="1.0"?>`);
      // Sent once the server has read the bytes before.
      socket.write(" ".repeat(sent), () => socket.resetAndDestroy());
    });
    socket.on("error", () => done());
    socket.on("close", () => done());
  });
}

test("files served without the Worker have the headers too, and keep their cache", async () => {
  const page = await (await fetch(`${inject("url")}/connexion`)).text();
  const script = /\/assets\/[\w.-]+\.js/.exec(page)?.[0];
  for (const path of ["/icone.svg", "/sans-js.css", script ?? ""]) {
    const answer = await fetch(`${inject("url")}${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers.get("X-Content-Type-Options"), path).toBe("nosniff");
    expect(answer.headers.get("Content-Security-Policy"), path).toContain("default-src 'none'");
    expect(answer.headers.get("Strict-Transport-Security"), path).toContain("max-age=31536000");
  }
  const cached = await fetch(`${inject("url")}${script}`);
  expect(cached.headers.get("Cache-Control")).toContain("immutable");
});

test("a page that takes no form says so in our words", async () => {
  for (const path of ["/documentation", "/documentation.data", "/"]) {
    const headers = { Origin: inject("url") };
    const answer = await fetch(`${inject("url")}${path}`, { method: "POST", headers });
    expect([path, answer.status, answer.headers.get("Allow")]).toEqual([path, 405, "GET, HEAD"]);
    expect(await answer.text()).not.toMatch(/Error|action/);
  }
});

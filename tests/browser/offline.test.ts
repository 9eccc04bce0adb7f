import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { type CutProxy, openCutProxy } from "./cut-proxy.ts";
import { anEmptySchool, openBrowser, untilAlive } from "./support.ts";

/** Journeys through a connection that is cut: the open page stays, and goes on by itself afterwards. */

const { visit } = openBrowser();
const COLLEGE = "/etablissements/0808088X";
let way: CutProxy;
beforeAll(async () => {
  way = await openCutProxy(inject("url"));
});
afterEach(async () => await way.mend());
afterAll(async () => await way.close());

const LOST = /Connexion interrompue. Nouvelle tentative en cours/;
const OURS = /de notre côté/;

/** A page opened through the proxy that can be cut, once React and its socket answer. */
async function open(visitor: BrowserContext, path: string): Promise<Page> {
  const page = await visitor.newPage();
  const socket = path.includes("/etablissements/") ? page.waitForEvent("websocket") : null;
  await page.goto(path);
  await (await socket)?.waitForEvent("framereceived");
  if (await page.locator("main form").count()) await untilAlive(page);
  return page;
}

/** Pages with a form, and the field to type in. */
const FORMS: Array<[string, string]> = [
  [`${COLLEGE}/equipe/inviter`, "emails"],
  [`${COLLEGE}/eleves`, "search"],
  ["/compte", "name"],
  ["/documentation", "q"],
  ["/connexion", "email"],
  ["/mot-de-passe-oublie", "email"],
];

/** Resolves once the page's socket has failed more often than the four times after which the page asks the server. */
async function untilTriedInVain(page: Page): Promise<void> {
  let tries = 0;
  page.on("websocket", () => {
    tries += 1;
  });
  await expect.poll(() => tries, { timeout: 50_000, interval: 200 }).toBeGreaterThan(5);
}

test("as long as the network is cut, every page with a form stays, with what was typed", async () => {
  const visitor = await visit({ as: "admin@demo.test", baseURL: way.url });
  const stranger = await visit({ baseURL: way.url });
  const pages: Array<{ page: Page; path: string; field: Locator }> = [];
  for (const [path, name] of FORMS) {
    const signedOut = path === "/connexion" || path === "/mot-de-passe-oublie";
    const page = await open(signedOut ? stranger : visitor, path);
    pages.push({ page, path, field: page.locator(`main [name=${name}]`).first() });
  }
  const upload = await open(visitor, `${COLLEGE}/eleves/import`);
  const inVain = untilTriedInVain(upload);
  await way.cut();
  for (const { field } of pages) await field.fill("Zoé");
  await upload.getByText(LOST).waitFor();
  await inVain;
  await expectThere();
  await way.mend();
  await upload.getByText(LOST).waitFor({ state: "hidden" });
  await expectThere();

  async function expectThere() {
    for (const { page, path, field } of pages) {
      expect(await page.getByText(OURS).count(), path).toBe(0);
      expect(await field.inputValue(), path).toBe("Zoé");
    }
    await upload.getByRole("button", { name: "Importer la liste" }).waitFor();
    expect(await upload.getByText(OURS).count()).toBe(0);
  }
  await visitor.close();
  await stranger.close();
}, 120_000);

test("a form sent without network says so, keeps its text, and can be sent afterwards", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test", baseURL: way.url });
  const page = await open(visitor, `/etablissements/${uai}/equipe/inviter`);
  const typed = page.locator("main [name=emails]");
  await typed.fill("claude@essai.test");
  await way.cut();
  const send = page.getByRole("button", { name: "Inviter", exact: true });
  await send.click();
  await page.getByText(/nous ne savons pas s’il est arrivé/).waitFor();
  expect(await typed.inputValue()).toBe("claude@essai.test");
  // Sent again, still offline. The network comes back only after this try has failed: it would succeed otherwise.
  const failed = page.waitForEvent("requestfailed", (request) => request.method() === "POST");
  await send.click();
  await failed;
  await page.getByText(LOST).waitFor();
  await way.mend();
  await page.getByText(LOST).waitFor({ state: "hidden" });
  await page.getByText(/nous ne savons pas s’il est arrivé/).waitFor();
  expect(await typed.inputValue()).toBe("claude@essai.test");
  await send.click();
  await page.getByText(/nous ne savons pas s’il est arrivé/).waitFor({ state: "hidden" });
  // Answered at last: the address is of another domain, so the page asks before anything is sent.
  await page.getByRole("button", { name: "Inviter", exact: true }).waitFor();
  expect(await page.locator("main").innerText()).toContain("claude@essai.test");
  await visitor.close();
});

test("a link followed without network opens once it is back, even to a part of the app that is not loaded yet", async () => {
  const visitor = await visit({ as: "admin@demo.test", baseURL: way.url });
  const page = await open(visitor, COLLEGE);
  await way.cut();
  await page.getByRole("link", { name: "Journal" }).first().click();
  await page.getByText(LOST).waitFor();
  await page.getByRole("heading", { level: 1, name: /Bonjour/ }).waitFor();
  await way.mend();
  await page.getByRole("heading", { level: 1, name: "Journal" }).waitFor();
  await visitor.close();
});

test("a file of results sent without network is reported by its name, on each page, until the next one", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test", baseURL: way.url });
  const pages = [
    await open(visitor, `/etablissements/${uai}/certifications`),
    await open(visitor, `/etablissements/${uai}/campagnes`),
  ];
  await way.cut();
  for (const page of pages) {
    await page.locator("input[type=file]").setInputFiles({
      name: "resultats.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(aResultFile([aRow()])),
    });
    await page.getByText(LOST).waitFor();
    await page
      .getByText(/s’est interrompu avant la réponse/)
      .last()
      .waitFor();
    expect(await page.locator("main").innerText()).toContain("resultats.csv");
  }
  await way.mend();
  for (const page of pages) {
    await page.getByText(LOST).waitFor({ state: "hidden" });
    expect(await page.locator("main").innerText()).toContain("s’est interrompu avant la réponse");
    await page.getByRole("button", { name: /^Ajouter (un|des) fichiers? de résultats/ }).waitFor();
  }
  await visitor.close();
});

test("an upload that is cut says what became of the file, even once the network is back", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test", baseURL: way.url });
  const page = await open(visitor, `/etablissements/${uai}/eleves/import`);
  await page.route(/\/api\/organizations\/\w+\/imports(\?|$)/, async (route) => {
    await way.cut();
    await route.continue();
  });
  const inVain = untilTriedInVain(page);
  await page.getByLabel("Fichier à importer").setInputFiles({
    name: "a.xml",
    mimeType: "text/xml",
    buffer: Buffer.from(aSiecleFile({ uai }, somePupils(9))),
  });
  const said = page.getByRole("alert").getByText(/L’envoi a été interrompu/);
  await said.waitFor();
  await inVain;
  await way.mend();
  await page.getByText(LOST).waitFor({ state: "hidden" });
  expect(await said.count()).toBe(1);
  await visitor.close();
}, 120_000);

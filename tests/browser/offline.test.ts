import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { type CutProxy, openCutProxy } from "./cut-proxy.ts";
import { anEmptySchool, openBrowser, untilAlive } from "./support.ts";

/**
 * Journeys through a connection that is cut: the open page stays, and goes on by itself afterwards. The forms of all
 * pages have a journey of their own (`every-form-offline.test.ts`).
 */

const { visit } = openBrowser();
const COLLEGE = "/etablissements/0808088X";
let way: CutProxy;
beforeAll(async () => {
  way = await openCutProxy(inject("url"));
});
afterEach(async () => await way.mend());
afterAll(async () => await way.close());

const LOST = /Connexion interrompue. Nouvelle tentative en cours/;

/** A page opened through the proxy that can be cut, once React and its socket answer. */
async function open(visitor: BrowserContext, path: string): Promise<Page> {
  const page = await visitor.newPage();
  const socket = path.includes("/etablissements/") ? page.waitForEvent("websocket") : null;
  await page.goto(path);
  await (await socket)?.waitForEvent("framereceived");
  if (await page.locator("main form").count()) await untilAlive(page);
  return page;
}

/** Resolves once the page's socket has failed more often than the four times after which the page asks the server. */
async function untilTriedInVain(page: Page): Promise<void> {
  let tries = 0;
  page.on("websocket", () => {
    tries += 1;
  });
  await expect.poll(() => tries, { timeout: 50_000, interval: 200 }).toBeGreaterThan(5);
}

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

test("a question whose answer fails at once is still asked", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/equipe?quitter=oui`);
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  await page.waitForLoadState("networkidle");
  // As React does when an answer is sent and fails before the browser reports that its dialog was closed.
  await dialog.evaluate(async (element) => {
    if (!(element instanceof HTMLDialogElement)) return;
    const reported = new Promise((resolve) => element.addEventListener("close", resolve));
    element.close();
    element.showModal();
    await reported;
  });
  const leads = () => page.evaluate("__reactRouterDataRouter.state.navigation.location");
  expect(await leads()).toBeUndefined();
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => !url.searchParams.has("quitter"));
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

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { anEmptySchool, expectNoSidewaysScroll, openBrowser, untilAlive } from "./support.ts";

/** The main job from start to end: sign in, import, read the result, find a pupil in the list. */
const { visit } = openBrowser();
const PASSWORD = "demo-pix-orga-2026";

function aFile(uai: string) {
  const buffer = Buffer.from(aSiecleFile({ uai }, [...somePupils(12), { ine: "0" }]));
  return { name: "eleves.xml", mimeType: "application/octet-stream", buffer };
}

/** Presses Tab, and nothing else, until the focused element has this name. */
async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const node = document.activeElement;
      const label = node instanceof HTMLInputElement ? node.labels?.[0]?.textContent : null;
      return (label ?? node?.textContent ?? "").trim();
    });
    if (focused.startsWith(name)) return;
  }
  throw new Error(`"${name}" is out of reach`);
}

test("with the keyboard alone", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit();
  const page = await visitor.newPage();
  // Registered before anything else: Chromium only reports choosers to listeners that exist already.
  const chooser = page.waitForEvent("filechooser");
  await page.goto(`/etablissements/${uai}`);
  await untilAlive(page);
  await tabTo(page, "Adresse e-mail");
  await page.keyboard.type("admin@demo.test");
  await tabTo(page, "Mot de passe");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Les étapes de la rentrée" }).waitFor();
  await tabTo(page, "Importer la liste");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/eleves/import");
  await untilAlive(page);
  await tabTo(page, "Importer la liste");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(aFile(uai));
  await page.getByText("12 élèves actifs").waitFor();
  // The focus is on the result: the next elements are the links of its numbers.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/avec succès/);
  await tabTo(page, "12");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Élèves ajoutés" }).waitFor();
  await tabTo(page, "Élèves", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByText("12 élèves", { exact: true }).waitFor();
  await tabTo(page, "Recherche sur le nom et prénom");
  await page.keyboard.type("garnier0007");
  await page.keyboard.press("Enter");
  await page.getByText("1 élève trouvé", { exact: true }).waitFor();
  await visitor.close();
});

test("on a phone", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const page = await visitor.newPage();
  const chooser = page.waitForEvent("filechooser");
  await page.goto(`/etablissements/${uai}`);
  await page.getByLabel("Adresse e-mail").fill("admin@demo.test");
  await page.getByLabel("Mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Je me connecte" }).tap();
  await page.getByRole("main").getByRole("link", { name: "Importer la liste" }).tap();
  await untilAlive(page);
  // The browser's own field lies invisible over the button.
  await page.locator("input[type=file]").tap();
  await (await chooser).setFiles(aFile(uai));
  await page.getByText("12 élèves actifs").waitFor();
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: /non importé/ }).tap();
  await page.getByRole("heading", { level: 1, name: "Élèves non importés" }).waitFor();
  await expectNoSidewaysScroll(page);
  await page.getByText("Menu", { exact: true }).tap();
  await page.getByRole("link", { name: "Élèves", exact: true }).tap();
  await page.getByText("12 élèves", { exact: true }).waitFor();
  await page.getByLabel("Recherche sur le nom et prénom").fill("garnier0007");
  await page.getByRole("button", { name: "Filtrer" }).tap();
  await page.getByText("1 élève trouvé", { exact: true }).waitFor();
  await expectNoSidewaysScroll(page);
  await visitor.close();
});

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { anEmptySchool, openBrowser, untilAlive } from "./support.ts";

const { visit } = openBrowser();

/** Ends the session behind the open page, as it ends after eight hours. */
async function endSession(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const headers = { "Content-Type": "application/json" };
    return (await fetch("/api/auth/sign-out", { method: "POST", body: "{}", headers })).status;
  });
  expect(status).toBe(200);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByText(/Votre session a pris fin/).waitFor();
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Je me connecte" }).click();
}

test("a session that ends in a form is reported, and the typed text is there after signing in", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test", ownSession: true });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/equipe/inviter`);
  await untilAlive(page);
  await page.locator("main [name=emails]").fill("zoe@essai.test\nmax@essai.test");
  await page.getByRole("radio", { name: /Administrateur/ }).check();
  await endSession(page);
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await signIn(page, "admin@demo.test");
  await page.waitForURL(`**/${uai}/equipe/inviter`);
  await expect
    .poll(() => page.locator("main [name=emails]").inputValue())
    .toBe("zoe@essai.test\nmax@essai.test");
  expect(await page.getByRole("radio", { name: /Administrateur/ }).isChecked()).toBe(true);
  expect(await page.evaluate(() => sessionStorage.getItem("saisie"))).toBeNull();
  await visitor.close();
});

test("typed text is not restored for another person who signs in afterwards", async () => {
  const visitor = await visit({ as: "admin@demo.test", ownSession: true });
  const page = await visitor.newPage();
  await page.goto("/compte");
  await untilAlive(page);
  const name = page.locator("main [name=name]");
  await name.fill("Tapé par Camille");
  await endSession(page);
  await page.getByRole("button", { name: "Enregistrer" }).first().click();
  await signIn(page, "membre@demo.test");
  await page.waitForURL("**/compte");
  await name.waitFor();
  expect(await name.inputValue()).not.toContain("Camille");
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem("saisie"))).toBeNull();
  await visitor.close();
});

test("a file sent after the end of the session leads to the sign-in page and back", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test", ownSession: true });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/eleves/import`);
  await endSession(page);
  await page.getByLabel("Fichier à importer").setInputFiles({
    name: "a.xml",
    mimeType: "text/xml",
    buffer: Buffer.from(aSiecleFile({ uai }, somePupils(3))),
  });
  await page
    .getByRole("alert")
    .getByText(/le fichier n’a pas été importé/)
    .waitFor();
  await page.getByRole("link", { name: "Se connecter à nouveau" }).click();
  await page.getByLabel("Adresse e-mail").fill("admin@demo.test");
  await page.getByLabel("Mot de passe").fill("demo-pix-orga-2026");
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.waitForURL(`**/${uai}/eleves/import`);
  await visitor.close();
});

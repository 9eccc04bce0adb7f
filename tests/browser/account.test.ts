import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { totp } from "#tests/support/totp.ts";
import { linkMailedTo } from "./mailbox.ts";
import { expectAccessibleEverywhere, openBrowser, untilAlive } from "./support.ts";

const { visit } = openBrowser();
const PASSWORD = "demo-pix-orga-2026";
const CHOSEN = "trois lampes jaunes sur le quai";

/** The `number`th of the people created for these journeys (1 to 8): each journey changes its own. */
async function somebody(number: number): Promise<string> {
  await fetch(`${inject("url")}/demo/seed?people=8`, { method: "POST" });
  return `personne${number}@demo.test`;
}

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/connexion");
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Je me connecte" }).click();
}

/** Checks the page with axe, and that nothing in it breaks the CSP. */
async function expectGood(page: Page): Promise<void> {
  expect(await page.content()).not.toMatch(/ style=/);
  await expectAccessibleEverywhere(page);
}

/** The summary of errors has the focus. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => document.activeElement?.textContent ?? "");
}

test("a forgotten password is replaced by the link of the mail, and every other session ends", async () => {
  const email = await somebody(1);
  const elsewhere = await visit();
  const old = await elsewhere.newPage();
  await signIn(old, email);
  await old.waitForURL("**/etablissements/**");

  const visitor = await visit();
  const page = await visitor.newPage();
  await page.goto("/connexion");
  await page.getByRole("link", { name: "Mot de passe oublié ?" }).click();
  await page.waitForURL("**/mot-de-passe-oublie");
  await page.getByLabel("Adresse e-mail").fill("personne");
  await page.getByRole("button", { name: "Recevoir un lien" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel("Adresse e-mail").inputValue()).toBe("personne");
  await expectGood(page);
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByRole("button", { name: "Recevoir un lien" }).click();
  await page.getByRole("heading", { name: "Consultez votre messagerie" }).waitFor();
  await expectGood(page);

  const link = await linkMailedTo(email, /Choisir un nouveau mot de passe/);
  await page.goto(link);
  expect(page.url()).toBe(`${inject("url")}/mot-de-passe-oublie`);
  await untilAlive(page);
  await page.getByLabel("Nouveau mot de passe").fill("motdepasse2026");
  await page.getByText("figure parmi les mots de passe les plus courants").waitFor();
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await page.getByRole("alert").waitFor();
  expect(await focused(page)).toContain("figure parmi les mots de passe les plus courants");
  await expectGood(page);
  await page.getByLabel("Nouveau mot de passe").fill(CHOSEN);
  await page.getByText("Robustesse estimée : excellente").waitFor();
  // What was refused is said no more, at the field nor above the form.
  await page.getByRole("alert").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await page.getByText("toutes vos sessions ont été fermées").waitFor();
  await expectGood(page);
  await signIn(page, email, CHOSEN);
  await page.waitForURL("**/etablissements/**");

  await old.goto("/compte");
  expect(old.url()).toContain("/connexion?retour=%2Fcompte");
  await old.goto(link);
  await old.getByRole("heading", { name: "Ce lien a déjà été utilisé" }).waitFor();
  await expectGood(old);
  await old.goto("/mot-de-passe-oublie?jeton=abc");
  await old.getByRole("heading", { name: "Ce lien n’est pas reconnu" }).waitFor();
  await visitor.close();
  await elsewhere.close();
});

test("the page answers the same for an address that has no account", async () => {
  const visitor = await visit({ javaScriptEnabled: false });
  const page = await visitor.newPage();
  const seen: string[] = [];
  for (const email of [await somebody(2), "inconnu@demo.test"]) {
    await page.goto("/mot-de-passe-oublie");
    await page.getByLabel("Adresse e-mail").fill(email);
    await page.getByRole("button", { name: "Recevoir un lien" }).click();
    seen.push(await page.locator("main").innerHTML());
  }
  expect(seen[0]).toContain("Si un compte existe");
  expect(seen[1]).toBe(seen[0]);
  await visitor.close();
});

test("the second factor: enrolled, required at sign-in, replaced once by a recovery code, turned off", async () => {
  const email = await somebody(3);
  const visitor = await visit();
  const page = await visitor.newPage();
  await signIn(page, email);
  await page.waitForURL("**/etablissements/**");
  await page.goto("/compte");
  await expectGood(page);
  await page.getByRole("link", { name: "Activer la double authentification" }).click();
  await page.getByLabel("Mot de passe actuel").fill("faux faux faux");
  await page.getByRole("button", { name: "Commencer" }).click();
  await page.getByRole("alert").waitFor();
  await expectGood(page);
  await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
  await page.getByRole("button", { name: "Commencer" }).click();
  await page.getByRole("img", { name: "QR code" }).waitFor();
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  await page.getByLabel("Code à 6 chiffres").fill("12");
  await page.getByRole("button", { name: "Activer" }).click();
  await page.getByRole("alert").waitFor();
  expect((await page.locator("code").innerText()).replaceAll(" ", "")).toBe(secret);
  await expectGood(page);
  await page.getByLabel("Code à 6 chiffres").fill(totp(secret));
  await page.getByRole("button", { name: "Activer" }).click();
  await page.getByRole("heading", { name: "Conservez vos codes" }).waitFor();
  await expectGood(page);
  const codes = await page.locator(".codes code").allInnerTexts();
  expect(codes).toHaveLength(10);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger les codes" }).click();
  expect((await download).suggestedFilename()).toBe("codes-de-recuperation-pix-orga.txt");
  await page.getByRole("link", { name: "J’ai conservé mes codes" }).click();
  await page.getByText("Activée", { exact: true }).waitFor();

  await page.getByRole("button", { name: "Se déconnecter partout" }).click();
  await page.getByText("Vous êtes déconnecté(e) de tous vos appareils").waitFor();
  await page.goto("/compte/mot-de-passe");
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Je me connecte" }).click();
  await page.getByLabel("Code à 6 chiffres").fill("000 00");
  await page.getByRole("button", { name: "Je continue" }).click();
  await page.getByRole("alert").waitFor();
  await expectGood(page);
  await page.getByLabel("Code à 6 chiffres").fill(totp(secret));
  await page.getByRole("button", { name: "Je continue" }).click();
  // The page asked for before signing in.
  await page.waitForURL("**/compte/mot-de-passe");

  const lost = await visit({ javaScriptEnabled: false });
  const plain = await lost.newPage();
  for (const outcome of ["**/etablissements/**", "**/connexion/code"]) {
    await plain.context().clearCookies();
    await signIn(plain, email);
    await plain.getByLabel("Code à 6 chiffres").fill(codes[0] ?? "");
    await plain.getByRole("button", { name: "Je continue" }).click();
    await plain.waitForURL(outcome);
  }
  await plain.getByText("Ce code est incorrect").first().waitFor();
  await lost.close();

  await page.goto("/compte/double-authentification");
  await page.getByText("Il vous reste 9 codes de récupération").waitFor();
  await expectGood(page);
  await page.locator("#disable-password").fill(PASSWORD);
  await page.getByRole("button", { name: "Désactiver" }).click();
  await page.getByText("La double authentification a été désactivée").waitFor();
  await visitor.close();
});

test("the account without JavaScript: name, password, sessions", async () => {
  const email = await somebody(4);
  const elsewhere = await visit();
  const other = await elsewhere.newPage();
  await signIn(other, email);
  await other.waitForURL("**/etablissements/**");

  const visitor = await visit({ javaScriptEnabled: false });
  const page = await visitor.newPage();
  await signIn(page, email);
  await page.goto("/compte");
  expect(await page.getByRole("button", { name: "Fermer la session" }).count()).toBe(1);
  await page.getByLabel("Nom affiché").fill("x".repeat(10_000));
  await page.getByRole("button", { name: "Enregistrer le nom" }).click();
  await page.getByText("ne peut pas dépasser 255").first().waitFor();
  expect(await page.getByLabel("Nom affiché").inputValue()).toHaveLength(10_000);
  await page.getByLabel("Nom affiché").fill("  Zoé D’Hondt <b> ");
  await page.getByRole("button", { name: "Enregistrer le nom" }).click();
  await page.getByText("Votre nom a été enregistré.").waitFor();
  expect(await page.getByLabel("Nom affiché").inputValue()).toBe("Zoé D’Hondt <b>");

  await page.getByRole("button", { name: "Fermer la session" }).click();
  await page.getByText("La session a été fermée.").waitFor();
  await other.goto("/compte");
  expect(other.url()).toContain("/connexion");

  await page.getByRole("link", { name: "Changer le mot de passe" }).click();
  // Its style sheet hides these buttons, which do nothing without JavaScript.
  await page.waitForURL("**/compte/mot-de-passe");
  expect(await page.getByRole("button", { name: "Afficher" }).count()).toBe(0);
  await page.getByLabel("Mot de passe actuel").fill("faux faux faux");
  await page.getByLabel("Nouveau mot de passe").fill(CHOSEN);
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await page.getByText("Votre mot de passe actuel est incorrect.").first().waitFor();
  expect(await page.getByLabel("Nouveau mot de passe").inputValue()).toBe("");
  await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
  await page.getByLabel("Nouveau mot de passe").fill(CHOSEN);
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await page.getByText("Votre mot de passe a été modifié.").waitFor();
  await visitor.close();
  await elsewhere.close();
});

test("signing in with the keyboard alone, the password shown and hidden, and after too many errors", async () => {
  const email = await somebody(5);
  const visitor = await visit();
  const page = await visitor.newPage();
  await page.goto("/connexion?retour=/compte");
  await untilAlive(page);
  await expectGood(page);
  const password = page.getByLabel("Mot de passe");
  await page.getByLabel("Adresse e-mail").focus();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("faux faux faux");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  expect(await password.getAttribute("type")).toBe("text");
  await page.getByRole("button", { name: "Masquer le mot de passe" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  expect(await focused(page)).toContain("incorrect");
  expect(await password.getAttribute("type")).toBe("password");

  for (let time = 0; time < 5; time += 1) {
    await password.fill(`faux numéro ${time}`);
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.getByRole("button", { name: "Je me connecte" }).click();
    await answered;
  }
  await page.getByText(/Réessayez dans 1 minute/).waitFor();
  await expectGood(page);
  await visitor.close();
});

test("the pages of the account are accessible before anything is sent", async () => {
  const email = await somebody(6);
  const visitor = await visit();
  const page = await visitor.newPage();
  await signIn(page, email);
  await page.waitForURL("**/etablissements/**");
  for (const path of ["/compte/mot-de-passe", "/compte/double-authentification"]) {
    await page.goto(path);
    await expectGood(page);
  }
  await page.goto("/compte/confirmation?jeton=abc");
  await expectGood(page);
  await visitor.close();
});

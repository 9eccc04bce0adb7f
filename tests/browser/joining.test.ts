import { expect, test } from "vitest";
import { totp } from "#tests/support/totp.ts";
import { activate, anAddress, invite, NEW_PASSWORD, signIn, signUp } from "./joining.ts";
import { linkMailedTo } from "./mailbox.ts";
import { anEmptySchool, expectAccessible, openBrowser } from "./support.ts";

const { visit } = openBrowser();

test("an unconfirmed address must be confirmed before it can accept an invitation", async () => {
  const [{ uai }, other] = [await anEmptySchool(), await anEmptySchool()];
  const visitor = await visit();
  const page = await visitor.newPage();
  const email = await activate(page, uai);

  const admin = await visit({ as: "admin@demo.test" });
  const link = await invite(await admin.newPage(), other.uai, email);
  await page.goto(link, { waitUntil: "networkidle" });
  await page.getByRole("heading", { name: "Confirmez d’abord votre adresse" }).waitFor();
  expect(await page.getByRole("button", { name: "Rejoindre l’espace" }).count()).toBe(0);
  await expectAccessible(page);

  await page.goto(await linkMailedTo(email, /^Confirmez votre adresse/));
  await page.getByRole("main").getByRole("button").first().click();
  await page.waitForLoadState("networkidle");
  await page.goto(link);
  await page.getByRole("button", { name: "Rejoindre l’espace" }).click();
  await page.waitForURL(`**/etablissements/${other.uai}**`);
  await admin.close();
  await visitor.close();
});

test("a second factor required in the middle does not lose the invitation", async () => {
  const [{ uai }, other] = [await anEmptySchool(), await anEmptySchool()];
  const admin = await visit({ as: "admin@demo.test" });
  const inviting = await admin.newPage();
  const email = anAddress();
  const visitor = await visit();
  const page = await visitor.newPage();
  await page.goto(await invite(inviting, uai, email));
  await signUp(page, { name: "Prudente" });
  await page.waitForURL(`**/etablissements/${uai}**`);
  await page.goto("/compte/double-authentification");
  await page.getByLabel("Mot de passe actuel").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Commencer" }).click();
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  await page.getByLabel("Code à 6 chiffres").fill(totp(secret));
  await page.getByRole("button", { name: "Activer" }).click();
  await page.getByRole("heading", { name: "Conservez vos codes" }).waitFor();

  const link = await invite(inviting, other.uai, email);
  const elsewhere = await visit();
  const fresh = await elsewhere.newPage();
  await fresh.goto(link);
  await signIn(fresh, email, NEW_PASSWORD);
  await fresh.waitForURL("**/connexion/code**");
  await fresh.getByLabel("Code à 6 chiffres").fill(totp(secret, 1));
  await fresh.getByRole("button", { name: "Je continue" }).click();
  await fresh.waitForURL("**/rejoindre");
  await fresh.getByRole("button", { name: "Rejoindre l’espace" }).click();
  await fresh.waitForURL(`**/etablissements/${other.uai}**`);
  await elsewhere.close();
  await visitor.close();
  await admin.close();
});

import type { Page } from "playwright-core";
import { linkMailedTo } from "./mailbox.ts";

/** The steps of joining a school, as a person takes them, for the journeys. */

export const NEW_PASSWORD = "trois chevaux sous un orage";
const DEMO_PASSWORD = "demo-pix-orga-2026";
export const ACTIVATION = /^Accès à l’espace/;
const INVITATION = /^Invitation à rejoindre/;

export function anAddress(): string {
  return `${crypto.randomUUID()}@demo.test`;
}

export async function ask(page: Page, uai: string) {
  await page.goto("/demande-administration-sco");
  await page.getByLabel("UAI/RNE de l'établissement").fill(` ${uai.toLowerCase()}`);
  await page.getByLabel("Votre prénom").fill("Claude");
  await page.getByLabel("Votre nom").fill("Direction");
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByText("Votre demande a été enregistrée").waitFor();
  return await linkMailedTo(`ce.${uai.toLowerCase()}@demo.test`, ACTIVATION);
}

/** Invites as the demo's administrator; returns the link that the person receives. */
export async function invite(page: Page, uai: string, email: string, role = "Membre") {
  await page.goto(`/etablissements/${uai}/equipe`);
  await page.getByRole("link", { name: "Inviter un membre" }).click();
  await page.getByLabel("Adresses e-mail").fill(`Lou Invitée <${email}>`);
  await page.getByRole("radio", { name: role, exact: true }).check();
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await page.getByRole("cell", { name: "Invitation envoyée" }).waitFor();
  return await linkMailedTo(email, INVITATION);
}

export function signUpPanel(page: Page) {
  return page.getByRole("region", { name: "Je m'inscris" });
}

export function signInPanel(page: Page) {
  return page.getByRole("region", { name: "J'ai déjà un compte PIX" });
}

export async function signUp(
  page: Page,
  person: { name: string; email?: string; password?: string },
) {
  const panel = signUpPanel(page);
  await panel.getByLabel("Prénom").fill("Claude");
  await panel.getByLabel("Nom", { exact: true }).fill(person.name);
  if (person.email) await panel.getByLabel("Adresse e-mail").fill(person.email);
  await panel.getByLabel("Mot de passe", { exact: true }).fill(person.password ?? NEW_PASSWORD);
  await panel.getByLabel("J’accepte les conditions d’utilisation").check();
  await panel.getByRole("button", { name: "Je m'inscris" }).click();
}

export async function signIn(page: Page, email: string, password = DEMO_PASSWORD) {
  const panel = signInPanel(page);
  await panel.getByLabel("Adresse e-mail").fill(email);
  await panel.getByLabel("Mot de passe", { exact: true }).fill(password);
  await panel.getByRole("button", { name: "Je me connecte" }).click();
}

/** Activates the space of this school, and signs its first administrator up; returns their address. */
export async function activate(page: Page, uai: string): Promise<string> {
  await page.goto(await ask(page, uai));
  const email = anAddress();
  await signUp(page, { name: "Direction", email });
  await page.waitForURL(`**/etablissements/${uai}**`);
  return email;
}

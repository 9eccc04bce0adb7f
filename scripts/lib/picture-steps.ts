import { readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { anImport } from "#tests/support/sample-import.ts";
import { totp } from "#tests/support/totp.ts";
import { createPopulation, DEMO_COLLEGE, DEMO_LYCEE } from "#worker/demo/population.ts";
import { fregataCsv } from "../samples/fregata.ts";
import { ROOT } from "./environment.ts";

/** What people do before a picture is taken: each step really happens in the app, with invented people. */
export type Step = (page: Page) => Promise<void>;

/** The password of people who sign up: the form would refuse the demo's as too easy to guess. */
export const PASSWORD = "trois chevaux sous un orage";
const MAIL_LIMIT_MS = 20_000;

function choose(page: Page, file: string): Promise<void> {
  const path = `${ROOT}/tests/fixtures/samples/${file}`;
  return page.getByLabel("Fichier à importer").setInputFiles(path);
}

export async function chooseOtherSchool(page: Page): Promise<void> {
  await choose(page, "ElevesSansAdresses-autre-etablissement.xml");
  await untilAsked(page);
}

export async function importWithErrors(page: Page): Promise<void> {
  await choose(page, "ElevesSansAdresses-erreurs.xml");
  await page.getByText("Erreurs dans le dernier fichier importé").first().waitFor();
}

export async function importWell(page: Page): Promise<void> {
  await choose(page, "ExportXML_ElevesSansAdresses.zip");
  await page
    .getByText(/Dernier fichier importé avec succès/)
    .first()
    .waitFor();
}

/** A file of a few pupils, for a school of hundreds: the brake stops it. */
export async function importTooFew(page: Page): Promise<void> {
  const pupils = createPopulation(DEMO_LYCEE).thisYear.slice(0, 40);
  await page.getByLabel("Fichier à importer").setInputFiles({
    name: "Fregata-export-pix.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(fregataCsv(pupils)),
  });
  await page.getByText("Cet import est en attente").first().waitFor();
}

/** Two results of unknown people, and one of a pupil whose class of that year is unknown. */
export async function importResults(page: Page): Promise<void> {
  const known = createPopulation(DEMO_COLLEGE).lastYear.find(({ division }) => division === "3E A");
  if (!known) throw new Error("the demo has no 3E A");
  const rows = [
    aRow(),
    aRow({ Prénom: "Sam", Nom: "Delmas", "Date de naissance": "21/11/2011" }),
    aRow({
      Prénom: known.firstName,
      Nom: known.lastName,
      "Date de naissance": known.birthDate.split("-").reverse().join("/"),
      "Date de passage de la certification": "12/03/2025",
    }),
  ];
  await page.locator("input[type=file]").setInputFiles({
    name: "20260615_resultats_3E A.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(aResultFile(rows)),
  });
  await page.getByRole("link", { name: "Rattacher ces résultats" }).first().waitFor();
}

/** The three results files of the sample campaigns, dropped at once on their page. */
export async function dropCampaignResults(page: Page): Promise<void> {
  const folder = `${ROOT}/tests/fixtures/samples`;
  const files = readdirSync(folder).filter((name) => name.startsWith("Resultats-"));
  await page
    .getByLabel("Fichiers de résultats", { exact: true })
    .setInputFiles(files.map((name) => `${folder}/${name}`));
  const report = page.getByRole("heading", { name: /^Résultats ajoutés/ });
  await report.nth(files.length - 1).waitFor();
}

/** The first campaign of the list that has results. */
export async function openCampaign(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Parcours de rentrée 6e", exact: true }).click();
  await page.getByRole("heading", { name: /^Où en sont/ }).waitFor();
}

export async function openCampaignClass(page: Page): Promise<void> {
  await openCampaign(page);
  await page.getByRole("table").locator("tbody th a").last().click();
  await page.getByRole("heading", { level: 1, name: /^Classe/ }).waitFor();
}

/** The list behind one of the numbers of the last import. */
export function followNumber(name: RegExp): Step {
  return async (page) => {
    const numbers = page.getByRole("list", { name: "Résultat de l’import" });
    await numbers.getByRole("link", { name }).click();
    await page.getByRole("navigation", { name: "Listes" }).waitFor();
  };
}

export async function openFirstPupil(page: Page): Promise<void> {
  await page.locator("tbody a").first().click();
  await page.getByRole("heading", { name: "Identité" }).waitFor();
}

/** Presses a button that asks a question, and waits for the dialog. */
export function ask(name: RegExp): Step {
  return async (page) => {
    const asked = page.getByRole("link", { name }).or(page.getByRole("button", { name }));
    await asked.first().click();
    await untilAsked(page);
  };
}

async function untilAsked(page: Page): Promise<void> {
  await page.locator("dialog:modal").waitFor();
}

/** Presses a button, and waits for the words that confirm it. */
async function press(page: Page, button: string, then: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).first().click();
  await page.getByText(then).first().waitFor();
}

export function invite(addresses: string): Step {
  return async (page) => {
    await page.getByLabel("Adresses e-mail").fill(addresses);
    await press(page, "Inviter", "Résultat des invitations");
  };
}

export async function leave(page: Page): Promise<void> {
  await press(page, "Oui, quitter cet espace", "Aucun établissement");
}

export function askActivation(uai: string): Step {
  return async (page) => {
    await page.getByLabel("UAI/RNE de l'établissement").fill(uai);
    await page.getByLabel("Votre prénom").fill("Claude");
    await page.getByLabel("Votre nom").fill("Direction");
    await press(page, "Confirmer", "Votre demande a été enregistrée");
  };
}

export function forgetting(email: string): Step {
  return async (page) => {
    await page.getByLabel("Adresse e-mail").fill(email);
    await press(page, "Recevoir un lien", "Consultez votre messagerie");
  };
}

/** On the page of a mailed link; an address is typed only when no invitation gave it. */
export function signUp(person: { first: string; last: string; email?: string }): Step {
  return async (page) => {
    const panel = page.getByRole("region", { name: "Je m'inscris" });
    await panel.getByLabel("Prénom").fill(person.first);
    await panel.getByLabel("Nom", { exact: true }).fill(person.last);
    if (person.email) await panel.getByLabel("Adresse e-mail").fill(person.email);
    await panel.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
    await panel.getByLabel("J’accepte les conditions d’utilisation").check();
    await panel.getByRole("button", { name: "Je m'inscris" }).click();
    await page.waitForURL("**/etablissements/**");
  };
}

/** The link of the newest mail to this address whose subject matches, once it has come. */
export function mailedLink(to: string, subject: RegExp) {
  return async (page: Page): Promise<string> => {
    const deadline = Date.now() + MAIL_LIMIT_MS;
    while (Date.now() < deadline) {
      const answer = await page.request.get("/demo/mails.json");
      const mails: Array<{ to: string; subject: string; text: string }> = await answer.json();
      const mail = mails.find((each) => each.to === to && subject.test(each.subject));
      const link = /https?:\/\/\S+\?jeton=[\w-]+/.exec(mail?.text ?? "")?.[0];
      if (link) return link;
      await delay(100);
    }
    throw new Error(`no mail ${subject} came to ${to}`);
  };
}

/** Starts the second factor, up to the QR code. */
export async function beginSecondFactor(page: Page): Promise<void> {
  await page.getByLabel("Mot de passe actuel").fill(PASSWORD);
  await page.getByRole("button", { name: "Commencer" }).click();
  await page.getByRole("img", { name: "QR code" }).waitFor();
  // Until then the button says that the action is in progress.
  await page.getByRole("button", { name: "Activer" }).waitFor();
}

export async function turnOnSecondFactor(page: Page): Promise<void> {
  await beginSecondFactor(page);
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  await page.getByLabel("Code à 6 chiffres").fill(totp(secret));
  await press(page, "Activer", "Conservez vos codes");
}

export function signIn(email: string, then: string): Step {
  return async (page) => {
    await page.getByLabel("Adresse e-mail").fill(email);
    await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Je me connecte" }).click();
    await page.waitForURL(then);
  };
}

/**
 * Reading takes less time than a picture. The page is the real one; its socket, held here from now on, reports that an
 * import is being read.
 */
export async function holdReading(page: Page): Promise<void> {
  const report = anImport({
    filename: "ExportXML_ElevesSansAdresses.zip",
    // Newer than whatever the page has loaded.
    revision: 1_000_000,
    createdAt: new Date().toISOString(),
    progress: { bytes: 1_240_000, totalBytes: 2_000_000, rows: 402 },
  });
  await page.routeWebSocket(/\/live$/, (socket) => socket.send(JSON.stringify({ import: report })));
  await page.reload();
  await page.getByRole("heading", { name: /^Lecture/ }).waitFor();
}

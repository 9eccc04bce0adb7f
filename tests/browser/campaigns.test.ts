import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aCampaignFile, type CampaignFileWish } from "#tests/support/campaign-file.ts";
import { aSiecleFile, type SiecleFilePupil, THIS_YEAR } from "#tests/support/siecle-file.ts";
import { anAddress } from "./joining.ts";
import { untilMailed } from "./mailbox.ts";
import { anApiClient, anEmptySchool, expectAccessibleEverywhere, openBrowser } from "./support.ts";

const { visit } = openBrowser();
const SIXTH = "10010012110";
const FIFTH = "10110001110";
const autumn = `${THIS_YEAR.slice(0, 4)}-09`;

let place = 0;
function pupil(lastName: string, firstName: string, division: string, mef = SIXTH) {
  place += 1;
  const ine = `${300_000_000 + place}KC`;
  return { lastName, firstName, division, mef, ine, id: String(place) };
}

const BASE: SiecleFilePupil[] = [
  ...[
    pupil("ARNAUD", "Lila", "6E A"),
    pupil("BLANC", "Noé", "6E A"),
    pupil("CARON", "Zoé", "6E A"),
  ],
  ...[pupil("DURAND", "Tom", "6E B"), pupil("ÉVRARD", "Inès", "6E B")],
  ...[pupil("FABRE", "Sam", "5E A", FIFTH), pupil("GIRARD", "Lou", "5E A", FIFTH)],
];

async function importing(uai: string, pupils: SiecleFilePupil[]) {
  const client = await anApiClient();
  const base = aSiecleFile({ uai }, pupils);
  await client.importFile(uai, base, { filename: "base.xml", confirmed: true });
}

const done = (lastName: string, firstName: string, division: string) => ({
  ...{ lastName, firstName, division, shared: true },
  ...{ startedOn: `${autumn}-10`, sharedOn: `${autumn}-12` },
});
const begun = (lastName: string, firstName: string, division: string) => ({
  ...{ lastName, firstName, division, startedOn: `${autumn}-11` },
});
function file(name: string, lines: Parameters<typeof aCampaignFile>[0], wish: CampaignFileWish) {
  const bytes = aCampaignFile(lines, { era: "2024", ...wish });
  return { name, mimeType: "text/csv", buffer: Buffer.from(bytes) };
}

const FILES = [
  file(
    `Resultats-6e-4242-${autumn}-20-1730.csv`,
    [
      ...[done("Arnaud", "Lila", "6E A"), begun("Blanc", "Noé", "6E A")],
      ...[done("Durand", "Tom", "6E A"), done("Maître", "Jean", "6E A")],
    ],
    { code: "ABCDEF234", externalId: "1" },
  ),
  file("resultats 5e.csv", [begun("Fabre", "Sam", "5E A")], {
    ...{ code: "BCDEFG345", externalId: "2" },
  }),
  file("profils.csv", [{ ...done("Girard", "Lou", "5E A"), pix: "320" }], {
    ...{ kind: "collection", code: "CDEFGH456", externalId: "3", name: "Collecte de la 5e" },
  }),
];

/** The classes of the table as it is read: name, then the numbers. */
async function classesOf(page: Page): Promise<string[][]> {
  const rows = await page
    .getByRole("table", { name: /par classe/ })
    .getByRole("row")
    .all();
  const cells = await Promise.all(
    rows.slice(1).map((row) => row.locator("th, td:nth-child(n+3)").allInnerTexts()),
  );
  return cells.map((one) => one.map((text) => text.trim()));
}

test("the campaigns of a year: created at once, followed from their files, reminded, corrected, archived", async () => {
  const { uai } = await anEmptySchool();
  await importing(uai, BASE);
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  const campaigns = `/etablissements/${uai}/campagnes`;
  await page.goto(`/etablissements/${uai}`);
  const menu = page.getByRole("navigation", { name: "Navigation principale" });
  expect((await menu.getByRole("link").allInnerTexts()).slice(0, 4)).toEqual([
    ...["Pix Orga", "Accueil", "Campagnes", "Certifications"],
  ]);
  await page.getByRole("link", { name: "créer les campagnes de rentrée par niveau" }).click();
  await page.getByRole("heading", { level: 1, name: "Créer les campagnes" }).waitFor();
  await expectAccessibleEverywhere(page, "create");

  const codes = page.getByLabel("Codes ou liens");
  await codes.fill("6e ABCDEF234\nabc\n5e https://exemple.test/campagnes/BCDEFG345");
  await page.getByRole("button", { name: "Vérifier" }).click();
  await page.getByRole("alert").waitFor();
  const errors = await page.locator("ul.field-error li").allInnerTexts();
  expect(errors.map((one) => one.slice(0, 8))).toEqual(["Ligne 2\u00a0", "Ligne 3\u00a0"]);
  await expectAccessibleEverywhere(page, "create, refused");
  await codes.fill("6e ABCDEF234\n5e https://app.pix.fr/campagnes/BCDEFG345");
  await page.getByRole("button", { name: "Vérifier" }).click();
  await page.getByText("Voici ce qui sera enregistré").waitFor();
  await expectAccessibleEverywhere(page, "create, preview");
  await page.getByRole("button", { name: "Créer 3 campagnes" }).click();
  await page.getByText("3 campagnes créées.").waitFor();
  await expectAccessibleEverywhere(page, "campaigns without results");

  await page.locator("input[type=file]").setInputFiles(FILES);
  const ask = page.getByRole("button", { name: "Créer cette campagne" });
  await ask.waitFor();
  await expectAccessibleEverywhere(page, "a file of an unknown code");
  await ask.click();
  await page.getByRole("heading", { name: /«\s?Collecte de la 5e\s?» créée/ }).waitFor();
  await page.getByText("2 lignes des fichiers de résultats").waitFor();
  await expectAccessibleEverywhere(page, "campaigns with results");

  await page.getByRole("link", { name: "Parcours de rentrée 6e", exact: true }).click();
  await page.getByRole("heading", { name: "Où en sont les 5 élèves" }).waitFor();
  expect(await classesOf(page)).toEqual([
    ["6E B", "0", "0", "0", "2", "2"],
    ["6E A", "1", "0", "1", "1", "3"],
  ]);
  await page.getByText(/État au 20\/09\/.* à 17:30, d’après le fichier/).waitFor();
  await expectAccessibleEverywhere(page, "one campaign");

  await page.goto(`${campaigns}/a-rattacher`);
  const moved = page.getByRole("form", { name: "Durand Tom" });
  await moved.getByLabel(/DURAND Tom, classe 6E B/).check();
  await expectAccessibleEverywhere(page, "rows that wait");
  await moved.getByRole("button", { name: "Enregistrer cette réponse" }).click();
  await moved.waitFor({ state: "detached" });
  const staff = page.getByRole("form", { name: "Maître Jean" });
  await staff.getByLabel("Un compte du personnel").check();
  await staff.getByRole("button", { name: "Enregistrer cette réponse" }).click();
  await page.getByRole("heading", { name: "Tout a été rattaché" }).waitFor();

  await page.goto(campaigns);
  await page.getByRole("link", { name: "Parcours de rentrée 6e", exact: true }).click();
  await page.getByRole("link", { name: "6E A" }).click();
  await page.getByRole("heading", { name: "2 élèves à relancer" }).waitFor();
  const missing = page.getByRole("table", { name: "Élèves à relancer" });
  expect(await missing.locator("tbody th").allInnerTexts()).toEqual(["CARON Zoé", "BLANC Noé"]);
  const colleague = anAddress();
  await page.getByLabel("Adresses e-mail").fill(`${colleague} faux@`);
  await page.getByRole("button", { name: "Envoyer l’e-mail" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessibleEverywhere(page, "those missing of a class");
  await page.getByLabel("Adresses e-mail").fill(colleague);
  await page.getByRole("button", { name: "Envoyer l’e-mail" }).click();
  await page.getByText("E-mail envoyé à 1 personne.").waitFor();
  const mail = await untilMailed(colleague, /des élèves n’ont pas terminé/);
  expect(mail.text).not.toMatch(/CARON|BLANC/i);

  // Changes in this file: a new pupil in 6E B, ARNAUD leaves, BLANC moves to 6E B.
  const [arnaud, blanc, ...others] = BASE;
  expect(arnaud?.lastName).toBe("ARNAUD");
  await importing(uai, [
    ...[{ ...blanc, division: "6E B" }, ...others, pupil("NOUVEAU", "Max", "6E B")],
  ]);
  await page.goto(campaigns);
  await page.getByRole("link", { name: "Parcours de rentrée 6e", exact: true }).click();
  await page.getByText("1 élève parti depuis avait répondu").waitFor();
  expect(await classesOf(page)).toEqual([
    ["6E A", "0", "0", "0", "1", "1"],
    ["6E B", "1", "0", "1", "2", "4"],
  ]);

  await page.goto(campaigns);
  await page.getByRole("button", { name: "Annuler le dernier fichier" }).click();
  await page
    .getByText(/la campagne «\s?Collecte de la 5e\s?» qu’il avait créée a été retirée/)
    .waitFor();
  const undo = page.getByRole("button", { name: "Annuler le dernier fichier" });
  await undo.waitFor({ state: "detached" });

  await page.goto(`${campaigns}/archives`);
  await page.getByRole("link", { name: `Archiver l’année ${THIS_YEAR}` }).click();
  await page.getByRole("dialog").waitFor();
  await expectAccessibleEverywhere(page, "before a year is archived");
  await page.getByRole("button", { name: "Oui, archiver" }).click();
  await page.getByText("3 campagnes archivées").waitFor();
  await expectAccessibleEverywhere(page, "archives");
  await page.getByRole("link", { name: "Parcours de rentrée 6e", exact: true }).click();
  await page.getByText("Cette campagne est archivée").waitFor();
  // The two refusals that the journey provokes, which browsers log too.
  expect(said.filter((line) => !line.includes("status of 422"))).toEqual([]);
  await visitor.close();
}, 180_000);

import { zipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  aSiecleFile,
  LAST_YEAR,
  type SiecleFilePupil,
  somePupils,
  THIS_YEAR,
} from "#tests/support/siecle-file.ts";
import { anEmptySchool, expectAccessibleEverywhere, openBrowser } from "./support.ts";

const { visit } = openBrowser();
const BOX = "Afficher les changements avant de les appliquer";

async function openImportPage(options: Parameters<typeof visit>[0] = {}) {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test", ...options });
  const page = await visitor.newPage();
  const path = `/etablissements/${uai}/eleves/import`;
  await page.goto(path);
  const file = (pupils: SiecleFilePupil[], options: { year?: string; exportedAt?: string } = {}) =>
    aSiecleFile({ uai }, pupils, options);
  return { uai, visitor, page, path, file };
}

async function choose(page: Page, bytes: Uint8Array, name = "ElevesSansAdresses.xml") {
  const file = { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) };
  await page.getByLabel("Fichier à importer").setInputFiles(file);
}

test("last year's file as a first import: a question before sending, a preview before applying, then the right file", async () => {
  const { uai, visitor, page, file } = await openImportPage();
  const old = file(somePupils(12), {
    year: LAST_YEAR.slice(0, 4),
    exportedAt: `02/09/${LAST_YEAR.slice(0, 4)} 08:00:00`,
  });
  const says = `Ce fichier est celui de l’année ${LAST_YEAR}, exporté le 02/09/${LAST_YEAR.slice(0, 4)}\u202f; nous sommes en ${THIS_YEAR}.`;
  const dialog = page.getByRole("dialog");
  // Its zip has the name of this year's in the downloads: the browser looks into it.
  await choose(page, zipSync({ "ElevesSansAdresses.xml": old }), "ElevesSansAdresses.zip");
  await dialog.getByText(says).waitFor();
  await expectAccessibleEverywhere(page, "another year, before sending");
  await dialog.getByRole("button", { name: "Importer quand même" }).click();

  await page.getByRole("heading", { name: "Cet import est en attente" }).waitFor();
  await page.getByText(says).waitFor();
  await page.getByText("Rien n’a changé dans votre base").first().waitFor();
  await expectAccessibleEverywhere(page, "waiting for a yes");
  const decision = page.getByRole("complementary", { name: "Votre décision" });
  expect(await decision.getByRole("button").allInnerTexts()).toEqual([
    "Annuler cet import",
    "Importer\u00a0: 12 élèves ajoutés ou modifiés",
  ]);
  await decision.getByRole("button", { name: "Annuler cet import" }).click();
  await page.getByText("L’import a été annulé.").first().waitFor();
  await page.goto(`/etablissements/${uai}`);
  await page.getByText("La base est vide").waitFor();

  await page.goto(`/etablissements/${uai}/eleves/import`);
  await choose(page, file(somePupils(12)));
  await page.getByText("12 élèves actifs").waitFor();
  // The year and the export date are on the card and on each line of the history.
  const history = page.getByRole("table", { name: /Imports de l’établissement/ });
  await history.getByText(`année ${LAST_YEAR}, exporté le`).waitFor();
  await history.getByText(`année ${THIS_YEAR}, exporté le`).waitFor();
  await visitor.close();
});

test("preview first: the changes are listed, then applied, and the choice is remembered", async () => {
  const { uai, visitor, page, file } = await openImportPage();
  await choose(page, file(somePupils(30)));
  await page.getByText("30 élèves actifs").waitFor();
  await page.getByRole("checkbox", { name: BOX }).check();
  const [first, second, third, ...rest] = somePupils(30);
  const next = [
    ...rest,
    { ...first, division: "4Z" },
    { ...second, extra: "<DATE_SORTIE>03/07/2026</DATE_SORTIE>" },
    { ...third, division: "" },
    { firstName: "Zoé", lastName: "NEUVE" },
  ];
  await choose(page, file(next));
  await page.getByText("Vous avez demandé à afficher les changements").waitFor();
  await page.getByText("La base passerait de 30 à 29 élèves actifs.").waitFor();
  await expectAccessibleEverywhere(page, "changes to come");

  await page.getByRole("link", { name: /Voir les 2 élèves/ }).click();
  await page.getByRole("heading", { level: 1, name: "Élèves qui seraient désactivés" }).waitFor();
  await page.getByText("A quitté l’établissement le 03/07/2026").waitFor();
  await page.getByText("Sans classe").waitFor();
  await expectAccessibleEverywhere(page, "who would be deactivated");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /CSV/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("changements-import.csv");
  await page
    .getByRole("navigation", { name: "Listes" })
    .getByRole("link", { name: /Modifiés/ })
    .click();
  await page.getByText("4Z").first().waitFor();

  await page.goto(`/etablissements/${uai}/eleves/import`);
  await page.getByRole("button", { name: "Désactiver 2 élèves et importer" }).click();
  await page.getByText("la base compte 29 élèves actifs").waitFor();
  const numbers = page.getByRole("list", { name: "Résultat de l’import" });
  expect((await numbers.innerText()).replace(/\s+/g, " ")).toMatch(
    /1 ajouté 1 modifié 0 réactivé 2 désactivés 2 non importés/,
  );
  await page.reload();
  expect(await page.getByRole("checkbox", { name: BOX }).isChecked()).toBe(true);
  await page.getByRole("button", { name: "Annuler cet import" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Oui/ }).click();
  await page.getByText("la base compte 30 élèves actifs").waitFor();
  await visitor.close();
});

test("a child under another INE, and pupils to complete: listed after the import, until they are solved", async () => {
  const { uai, visitor, page, file } = await openImportPage();
  const lina = { lastName: "MARCHAND", firstName: "Lina", birthDate: "04/05/2014" };
  await choose(page, file([...somePupils(30), { ...lina, ine: "230000001KD" }]));
  await page.getByText("31 élèves actifs").waitFor();
  await choose(page, file([...somePupils(30), { ...lina, ine: "230000002RT" }, { ine: "" }]));
  const odd = page.getByRole("region", { name: "À vérifier dans le dernier import" });
  await odd.getByText("Même élève, autre INE").waitFor();
  expect(await odd.innerText()).toContain("••••••••1KD dans la base, ••••••••2RT dans le fichier");
  await expectAccessibleEverywhere(page, "odd pupils after an import");
  await odd.getByRole("link", { name: "Ancienne fiche" }).click();
  await page.getByText(/Désactivé le .* dans le fichier sous un autre INE/).waitFor();

  await page.goto(`/etablissements/${uai}`);
  await page.getByText("1 élève du fichier n’a pas été importé").waitFor();
  await page.getByText("Le dernier import a désactivé 1 élève").waitFor();
  await expectAccessibleEverywhere(page, "pupils to complete and leavers to check");
  await page.getByRole("link", { name: "Voir les élèves désactivés" }).click();
  await page.getByText("MARCHAND").waitFor();
  await page.goto(`/etablissements/${uai}`);
  await page.getByText("1 élève a quitté la liste depuis la rentrée").waitFor();
  await visitor.close();
});

test("without JavaScript, a school previews the import, reads who would leave and confirms", async () => {
  const { uai, visitor, page, path, file } = await openImportPage({ javaScriptEnabled: false });
  const send = async (pupils: SiecleFilePupil[]) => {
    await page.goto(path);
    await choose(page, file(pupils));
    await page.getByRole("button", { name: "Importer la liste" }).click();
  };
  const reach = async (text: string) => {
    await expect
      .poll(
        async () => {
          await page.goto(path);
          return await page.getByText(text).count();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
  };
  await send(somePupils(30));
  await reach("la base compte 30 élèves actifs");
  await page.getByRole("checkbox", { name: BOX }).check();
  await choose(page, file(somePupils(28)));
  await page.getByRole("button", { name: "Importer la liste" }).click();
  await reach("Vous avez demandé à afficher les changements");
  expect(await page.getByRole("checkbox", { name: BOX }).isChecked()).toBe(true);
  await page.getByText("Le même tableau, en chiffres").click();
  await page.getByRole("columnheader", { name: "Restent" }).waitFor();
  await page.getByRole("link", { name: /Voir les 2 élèves/ }).click();
  await page.getByText("GARNIER0029").waitFor();
  await page.goto(path);
  await page.getByRole("button", { name: "Désactiver 2 élèves et importer" }).click();
  await reach("la base compte 28 élèves actifs");
  await page.goto(`/etablissements/${uai}/eleves`);
  await page.getByText("28 élèves", { exact: true }).waitFor();
  await visitor.close();
});

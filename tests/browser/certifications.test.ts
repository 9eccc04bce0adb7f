import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { expect, inject, test } from "vitest";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import {
  anApiClient,
  anEmptySchool,
  expectAccessible,
  expectAccessibleEverywhere,
  expectNoSidewaysScroll,
  openBrowser,
  untilAlive,
} from "./support.ts";

const { visit } = openBrowser();
const PUPILS = [
  {
    lastName: "OXFORD",
    firstName: "Lili",
    birthDate: "04/01/2011",
    division: "3ème A/B &amp; C#1",
  },
  { lastName: "ÉVRARD", firstName: "Tom", birthDate: "05/05/2011", division: "3ème A/B &amp; C#1" },
  { lastName: "ZOLA", firstName: "Noé", birthDate: "06/06/2011", division: "3E D" },
];

/** A school with last year's base, and the file of its results: one pupil is unknown, and one class is. */
async function aSchoolOfLastYear() {
  const { uai } = await anEmptySchool();
  const client = await anApiClient();
  // A file of last year waits for confirmation.
  const base = aSiecleFile({ uai }, PUPILS, { year: "2025" });
  await client.importFile(uai, base, { filename: "base.xml", confirmed: true });
  const rows = [
    aRow(),
    aRow({ Prénom: "Tom", Nom: "Evrard", "Date de naissance": "05/05/2011" }),
    aRow({ Prénom: "Ève", Nom: "Inconnue", "Date de naissance": "07/07/2011" }),
    aRow({ Prénom: "Lili", "Date de passage de la certification": "12/03/2025" }),
  ];
  const file = { name: "20260714_resultats_3E Z.csv", mimeType: "text/csv" };
  return { uai, file: { ...file, buffer: Buffer.from(aResultFile(rows, "A")) } };
}

test("last year's results are imported, wait for a choice where needed, and are exported as a file", async () => {
  const { uai, file } = await aSchoolOfLastYear();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  await page.goto(`/etablissements/${uai}/eleves`);
  await page.getByRole("link", { name: "Certifications" }).click();
  await page.getByRole("heading", { name: "Certifications", level: 1 }).waitFor();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("4 lignes lues · 2 nouveaux résultats · 2 à rattacher").first().waitFor();
  await expectAccessibleEverywhere(page);

  await page.getByRole("link", { name: "Rattacher ces résultats" }).click();
  const unknown = page.getByRole("form", { name: /Ève Inconnue/ });
  await unknown.getByLabel("Classe en 2025-2026").fill("");
  await unknown.getByRole("button", { name: "Enregistrer ce choix" }).click();
  await page.getByRole("alert").first().waitFor();
  await expectAccessibleEverywhere(page);
  await unknown.getByLabel("Classe en 2025-2026").fill("3E D");
  await unknown.getByRole("button", { name: "Enregistrer ce choix" }).click();
  const placed = page.getByRole("form", { name: /Lili Oxford/ });
  await unknown.waitFor({ state: "detached" });
  expect(await placed.getByRole("radio").isChecked()).toBe(true);
  await placed.getByRole("button", { name: "Enregistrer ce choix" }).click();
  await page.getByRole("heading", { name: "Tout a été rattaché" }).waitFor();
  await expectAccessibleEverywhere(page);

  await page.goto(`/etablissements/${uai}/certifications`);
  await untilAlive(page);
  // The page follows each tick at once, and says what the two buttons will give.
  await page.locator(".classes > summary").click();
  await page.getByRole("checkbox", { name: "3ème A/B & C#1" }).check();
  await page.getByText("3ème A/B & C#1, 2025-2026\u00a0: 2 résultats et 2 attestations.").waitFor();
  expect(new URL(page.url()).searchParams.getAll("division")).toEqual(["3ème A/B & C#1"]);
  expect(await page.getByRole("button", { name: "Afficher", exact: true }).count()).toBe(0);
  await page.keyboard.press("Escape");
  expect(
    await page.locator(".classes > summary").evaluate((it) => it === document.activeElement),
  ).toBe(true);
  expect(await page.getByRole("checkbox", { name: "3E D" }).isVisible()).toBe(false);
  const [download, answer] = await Promise.all([
    page.waitForEvent("download"),
    page.waitForResponse((one) => one.url().includes("/results.csv")),
    page.getByRole("button", { name: "Exporter les résultats" }).click(),
  ]);
  // The name that we give: on a busy machine Chromium once called the file « download » in its first event.
  const given = /filename\*=UTF-8''(.+)$/.exec(
    (await answer.allHeaders())["content-disposition"] ?? "",
  )?.[1];
  expect(decodeURIComponent(given ?? "")).toMatch(/^\d{8}_resultats_3ème A-B & C#1\.csv$/);
  const csv = readFileSync(await download.path(), "utf8");
  expect(
    csv
      .split("\n")
      .slice(1)
      .map((line) => line.split(";")[2]),
  ).toEqual(['"Evrard"', '"Oxford"']);
  await page.getByRole("heading", { name: "3ème A/B & C#1, 2025-2026" }).waitFor();
  await page.getByRole("heading", { name: "Niveaux obtenus\u00a0: 3ème A/B & C#1" }).waitFor();
  await page.getByRole("heading", { name: "Niveaux obtenus, année après année" }).waitFor();
  for (const text of await page.getByText("Le même tableau, en chiffres").all()) await text.click();
  await expectAccessibleEverywhere(page);
  // 1 280 pixels at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  // Two classes, one file of each kind; « Toutes les classes » is a choice of its own.
  await page.locator(".classes > summary").click();
  await page.getByRole("checkbox", { name: "3E D" }).check();
  await page.getByText("3E D et 3ème A/B & C#1, 2025-2026").first().waitFor();
  await page.getByRole("radio", { name: "Toutes les classes (2)" }).check();
  await page.getByText("Toutes les classes de 2025-2026\u00a0: 3 résultats").waitFor();
  await page.getByRole("radio", { name: "Certaines classes" }).check();
  await page.getByText("Cochez au moins une classe").waitFor();
  await page.locator("body").click({ position: { x: 640, y: 4 } });
  await page.getByRole("button", { name: "Exporter les résultats" }).click();
  await page.getByRole("status").getByText("Cochez au moins une classe").first().waitFor();
  await page.goBack();
  await page.goto(`/etablissements/${uai}/certifications?year=2024-2025`);
  await page.getByText("1 élève a un résultat").waitFor();
  expect(said.filter((text) => !text.includes("400"))).toEqual([]);
  await visitor.close();
});

test("once this year's base is imported, last year's class gives the same files, and the archive holds them", async () => {
  const { uai, file } = await aSchoolOfLastYear();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const certifications = `/etablissements/${uai}/certifications`;
  await page.goto(certifications);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("4 lignes lues · 2 nouveaux résultats · 2 à rattacher").first().waitFor();

  const download = async (name: string) => {
    const [taken] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name, exact: true }).click(),
    ]);
    return { name: taken.suggestedFilename(), bytes: readFileSync(await taken.path()) };
  };
  const takeClass = async () => {
    const division = encodeURIComponent("3ème A/B & C#1");
    await page.goto(`${certifications}?year=2025-2026&division=${division}`);
    return [
      await download("Exporter les résultats"),
      await download("Télécharger les attestations"),
    ];
  };
  const before = await takeClass();
  expect(before[1]?.bytes.subarray(0, 5).toString()).toBe("%PDF-");

  // Other pupils in other classes: last year's pupils are deactivated.
  const client = await anApiClient();
  const base = aSiecleFile({ uai }, [{ ...PUPILS[0], division: "2NDE 1" }, ...PUPILS.slice(2)]);
  await client.importFile(uai, base);
  expect(await takeClass()).toEqual(before);

  await page.getByRole("button", { name: "Tout archiver" }).click();
  const link = page.getByRole("link", { name: "Télécharger l’archive" });
  const [archive] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const files = unzipSync(readFileSync(await archive.path()));
  const kept = Object.values(files).map((bytes) => Buffer.from(bytes).toString("base64"));
  for (const { bytes } of before) expect(kept).toContain(bytes.toString("base64"));
  expect(Object.keys(files).filter((name) => name.startsWith("2025-2026/"))).toHaveLength(2);
  await visitor.close();
});

test("without JavaScript, on a phone, a file is sent, one choice settles all rows, a class is exported", async () => {
  const { uai, file } = await aSchoolOfLastYear();
  const visitor = await visit({
    as: "admin@demo.test",
  });
  const state = await visitor.storageState();
  const plain = await visit({
    storageState: state,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const page = await plain.newPage();
  await page.goto(`/etablissements/${uai}/certifications`);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Ajouter un fichier de résultats" }).click();
  await page.getByText("4 lignes lues").first().waitFor();
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Rattacher ces résultats" }).click();
  await page.getByRole("heading", { name: "Résultats à rattacher" }).waitFor();
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Conserver les autres hors de la base" }).click();
  await page.getByText("1 résultat à rattacher").waitFor();
  await page.getByRole("button", { name: "Écarter ce résultat" }).click();
  await page.getByRole("heading", { name: "Tout a été rattaché" }).waitFor();

  await page.goto(`/etablissements/${uai}/certifications`);
  const chooseAlone = async (division: string) => {
    await page.locator(".classes > summary").click();
    await page.getByRole("radio", { name: "Certaines classes" }).check();
    for (const box of await page.getByRole("checkbox", { name: /^3/ }).all()) await box.uncheck();
    await page.getByRole("checkbox", { name: division }).check();
    await expectNoSidewaysScroll(page);
  };
  await chooseAlone("3E D");
  await page.getByRole("button", { name: "Exporter les résultats" }).click();
  await page.getByText("Aucun résultat de certification pour la classe 3E D").waitFor();
  await chooseAlone("3E Z");
  await page.getByRole("button", { name: "Afficher" }).click();
  await page.getByText("3E Z, 2025-2026\u00a0: 1 résultat et 1 attestation.").waitFor();
  await expectNoSidewaysScroll(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Exporter les résultats" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain('"Inconnue"');
  await page.goto(`/etablissements/${uai}/certifications?division=9Z&file=results`);
  await page.getByText("La classe 9Z n’existe pas").waitFor();
  await plain.close();
  await visitor.close();
});

test("a waiting result is linked to a pupil found in the whole base, then moved, and removed after a question", async () => {
  const { uai, file } = await aSchoolOfLastYear();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await page.goto(`/etablissements/${uai}/certifications`);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("2 à rattacher").first().waitFor();
  await page.goto(`/etablissements/${uai}/certifications/a-rattacher`);
  const unknown = page.getByRole("form", { name: /Ève Inconnue/ });
  const search = page.getByRole("searchbox").first();
  await search.fill("zol");
  await page.keyboard.press("Enter");
  await page.getByText("1 élève trouvé.").waitFor();
  expect(page.url()).not.toContain("zol");
  await expectAccessibleEverywhere(page);
  await unknown.getByRole("radio", { name: /Noé ZOLA/ }).check();
  await unknown.getByRole("button", { name: "Enregistrer ce choix" }).click();
  await unknown.waitFor({ state: "detached" });

  await page.goto(`/etablissements/${uai}/certifications?year=2025-2026&division=3E+D`);
  await page.getByRole("link", { name: "Modifier le résultat d’Ève Inconnue" }).click();
  await page.getByRole("heading", { name: "Résultat d’Ève Inconnue", level: 1 }).waitFor();
  await page.getByRole("link", { name: "Noé ZOLA" }).waitFor();
  await expectAccessibleEverywhere(page);

  const state = await visitor.storageState();
  const plain = await visit({
    storageState: state,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const phone = await plain.newPage();
  await phone.goto(page.url());
  await expectNoSidewaysScroll(phone);
  await phone.getByLabel("Classe", { exact: true }).fill("3E Nouvelle");
  await phone.getByRole("button", { name: "Enregistrer l’année et la classe" }).click();
  await phone.getByText("Le résultat a été modifié.").waitFor();
  expect(await phone.getByLabel("Classe", { exact: true }).inputValue()).toBe("3E Nouvelle");
  await phone.getByRole("button", { name: "Détacher" }).click();
  await phone.getByText("concerne une personne hors de la base").waitFor();
  await phone.getByRole("searchbox").fill("oxford lili");
  await phone.getByRole("button", { name: "Chercher" }).click();
  await phone.getByRole("radio", { name: /Lili OXFORD/ }).check();
  await expectNoSidewaysScroll(phone);
  await phone.getByRole("button", { name: "Rattacher à cet élève" }).click();
  await phone.getByRole("link", { name: "Lili OXFORD" }).waitFor();
  await phone.getByRole("link", { name: "Retirer ce résultat" }).click();
  await phone.getByRole("button", { name: "Oui, retirer ce résultat" }).waitFor();
  await expectNoSidewaysScroll(phone);

  await page.reload();
  await page.getByRole("link", { name: "Retirer ce résultat" }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  // The question is gone from the URL: it can be asked again.
  await page.waitForURL((url) => !url.searchParams.has("retirer"));
  await page.getByRole("link", { name: "Retirer ce résultat" }).click();
  await page.getByRole("button", { name: "Oui, retirer ce résultat" }).click();
  await page.getByText(/Le résultat de la certification n° \d+ a été retiré/).waitFor();
  await page.goto(`/etablissements/${uai}/journal`);
  await page.getByText(/a retiré le résultat de la certification n°/).waitFor();
  await plain.close();
  await visitor.close();
});

test("the first September: class files before any base, then the base, and each result finds its pupil", async () => {
  const { uai } = await anEmptySchool();
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  const root = `/etablissements/${uai}`;
  const people = {
    "3A": [aRow({ Prénom: "Noé", Nom: "Zola" }), aRow({ Prénom: "Ève", Nom: "Martin" })],
    "3B": [aRow({ Prénom: "Tom", Nom: "Évrard" })],
  };
  const drop = async (division: "3A" | "3B", says: string) => {
    await page.goto(`${root}/certifications`);
    await page.locator("input[type=file]").setInputFiles({
      name: `20260714_resultats_${division}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(aResultFile(people[division], "A")),
    });
    await page.waitForURL("**/certifications?import=*");
    await page.getByText(says).first().waitFor();
  };
  await drop("3A", "2 lignes lues · 0 nouveau résultat · 2 à rattacher");
  await drop("3B", "1 ligne lue · 0 nouveau résultat · 1 à rattacher");
  await page.getByRole("link", { name: "Rattacher ces résultats" }).click();
  await page.getByRole("button", { name: "Conserver les autres hors de la base" }).click();
  await page.getByText("Tout a été rattaché").waitFor();
  for (const [division, kept] of [
    ["3A", "2 élèves ont un résultat"],
    ["3B", "1 élève a un résultat"],
  ]) {
    await page.goto(`${root}/certifications?year=2025-2026&division=${division}`);
    await page.getByText(kept ?? "").waitFor();
    await page.getByText("Hors base").first().waitFor();
  }

  // The base of the new year, where they are one class higher.
  await page.goto(`${root}/eleves/import`);
  await page.getByLabel("Fichier à importer").setInputFiles({
    name: "ElevesSansAdresses.xml",
    mimeType: "text/xml",
    buffer: Buffer.from(
      aSiecleFile({ uai }, [
        { lastName: "ZOLA", firstName: "Noé", birthDate: "04/01/2011", division: "2NDE1" },
        { lastName: "MARTIN", firstName: "Ève", birthDate: "04/01/2011", division: "2NDE1" },
      ]),
    ),
  });
  await page.getByText(/Dernier fichier importé avec succès/).waitFor();
  // The same file again: results of pupils who are in the base now are linked to them, in their class of that year.
  await drop("3A", "2 lignes lues");
  await page.goto(`${root}/certifications?year=2025-2026&division=3A`);
  await page.getByText("2 élèves ont un résultat").waitFor();
  expect(await page.getByText("Hors base").count()).toBe(0);
  await page.getByRole("link", { name: "Modifier le résultat de Noé Zola" }).click();
  await page.getByRole("link", { name: "Noé ZOLA", exact: true }).waitFor();

  // Another class, another year, another pupil; then the removal. The journal records each.
  await page.getByLabel("Classe", { exact: true }).fill("3C");
  await page.getByLabel("Année scolaire").selectOption("2024-2025");
  await page.getByRole("button", { name: "Enregistrer l’année et la classe" }).click();
  await page.getByText("Le résultat a été modifié.").waitFor();
  await page.getByRole("searchbox").fill("martin");
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.getByRole("radio", { name: /Ève MARTIN/ }).check();
  await page.getByRole("button", { name: "Rattacher à cet élève" }).click();
  await page.getByRole("link", { name: "Ève MARTIN", exact: true }).waitFor();
  await page.getByRole("link", { name: "Retirer ce résultat" }).click();
  await page.getByRole("button", { name: "Oui, retirer ce résultat" }).click();
  await page.getByText(/a été retiré. Le retrait a été inscrit au journal/).waitFor();
  await page.goto(`${root}/journal`);
  const told = await page.getByRole("table").innerText();
  expect(told.match(/a modifié le résultat de la certification/g)).toHaveLength(2);
  expect(told).toContain("a retiré le résultat de la certification");
  await visitor.close();
});

test("a wrong file lists every fault and stores nothing, at both widths and in the dark", async () => {
  const { uai } = await aSchoolOfLastYear();
  const wrong = aResultFile([aRow({ Nom: "", "Score en Pix": 2000 })]);
  for (const options of [
    { viewport: { width: 1280, height: 800 } },
    { viewport: { width: 360, height: 740 }, colorScheme: "dark" as const },
  ]) {
    const visitor = await visit({ as: "admin@demo.test", ...options });
    const page = await visitor.newPage();
    await page.goto(`/etablissements/${uai}/certifications`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.locator("input[type=file]").setInputFiles({
      name: "faux.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(wrong),
    });
    await page.getByText("Ligne 2, Lili : le champ «\u202fNom\u202f» est vide.").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.className))
      .toContain("notice bad");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await visitor.close();
  }
  const served = await (await anApiClient()).cookie;
  const html = await fetch(`${inject("url")}/etablissements/${uai}/certifications`, {
    headers: { Cookie: served },
  });
  expect(await html.text()).not.toMatch(/ style=/);
});

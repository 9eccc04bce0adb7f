import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from "pdf-lib";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test, vi } from "vitest";
import { someResult } from "#tests/support/results.ts";
import { FONTS } from "../../documents/pdf/fonts.ts";
import { AREAS } from "../framework.ts";
import type { Result } from "../result.ts";
import { type AttestationSet, renderAttestations } from "./render-attestations.ts";

const SCHOOL = { name: "Collège des Essais", uai: "0750001A" };
const IMPORTED = Date.parse("2026-07-01T09:00:00Z");

async function render(results: Result[], wish: Partial<AttestationSet> = {}): Promise<Uint8Array> {
  const set: AttestationSet = {
    ...{ school: SCHOOL, schoolYear: "2025-2026", division: "3E A" },
    ...{ edition: "simple", layout: "releve", sexes: {}, ...wish },
    results,
  };
  return await renderAttestations(set, FONTS);
}

/** The text of each page, blanks collapsed. */
async function read(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map((page) => page.replace(/\s+/g, " "));
}

async function readOne(wish: Partial<Result>): Promise<string> {
  const [page = ""] = await read(await render([someResult({ importedAt: IMPORTED, ...wish })]));
  return page;
}

test("a page shows the pupil, the result, the date and the school, and not where they were read", async () => {
  const page = await readOne({
    firstName: "Lili",
    lastName: "Oxford",
    birthDate: "1990-01-04",
    birthCity: "Torreilles",
    center: "Centre d’essai",
    takenOn: "2026-03-12",
    deliveredOn: "2026-06-15",
    number: "123456",
    score: 518,
    level: "Avancé 1",
    competences: [3, 4, 5, 2, null, 0, 4, 3, 7, 1, 2, 4, 5, 4, 6, 1],
    verificationCode: "P-P4GQ4B7K",
    filename: "20260701_resultats_3E A.csv",
    importedBy: "Camille Essai",
  });
  for (const words of [
    "Lili Oxford",
    "Date de naissance : 04/01/1990, à Torreilles",
    "Centre d’essai",
    "12/03/2026",
    "15/06/2026",
    "123456",
    "518 pix",
    "sur un maximum de 895 pix",
    "Niveau global Avancé 1",
    "Collège des Essais (0750001A)",
    "ne remplace pas le certificat",
  ]) {
    expect(page).toContain(words);
  }
  expect(page).not.toMatch(/resultats_3E|\.csv|01\/07\/2026|Camille/);
  const levels = [
    "3",
    "4",
    "5",
    "2",
    "non évaluée",
    "0",
    "4",
    "3",
    "7",
    "1",
    "2",
    "4",
    "5",
    "4",
    "6",
    "1",
  ];
  const competences = AREAS.flatMap((area) => area.competences);
  competences.forEach(({ code, name }, index) => {
    expect(page).toContain(`${code} ${name} ${levels[index]}`);
  });
  for (const { code, name } of AREAS) expect(page).toContain(`${code}. ${name}`);
});

test.each([
  [63, "Aucun niveau global Le niveau global s’obtient à partir de 64 pix."],
  [64, "Niveau global Novice 1"],
  [640, "Niveau global Avancé 2"],
  [895, "Niveau global Expert 1"],
])("without a level in the file, the level comes from the score: %i pix", async (score, told) => {
  expect(await readOne({ score, level: "" })).toContain(told);
});

test("the level of the file is printed, whatever the score", async () => {
  expect(await readOne({ score: 55, level: "Novice 2" })).toContain("Niveau global Novice 2");
});

test("a certification older than the global levels shows no level, and no maximum is invented for it", async () => {
  const page = await readOne({ version: "v2", level: "", score: 518 });
  expect(page).toContain("sur une échelle de 1 024 pix");
  expect(page).toContain("n’est pas indiqué dans le fichier importé");
  expect(page).not.toMatch(/Novice|Indépendant|Avancé|Expert|895/);
});

test("a score or a level beyond today's maximum does not contradict the page", async () => {
  const page = await readOne({ score: 900, level: "Expert 2", competences: Array(16).fill(8) });
  expect(page).toContain("sur une échelle de 1 024 pix");
  expect(page).toContain("Niveaux de 0 à 8");
});

test.each([
  ["F", "Née le 04/09/2011 à Amiens"],
  ["M", "Né le 04/09/2011 à Amiens"],
  ["", "Date de naissance : 04/09/2011, à Amiens"],
])("a birth is told by the sex of the base: %j", async (sex, told) => {
  const results = [someResult({ pupilId: "p1" })];
  const [page] = await read(await render(results, { sexes: { p1: sex, p2: "M" } }));
  expect(page).toContain(told);
  expect(page).not.toContain("(e)");
});

const FULL = {
  ...{ firstName: "Mathilde", lastName: "AUBERT", number: "8088026", takenOn: "2026-03-11" },
  ...{
    score: 602,
    level: "Avancé 1",
    competences: [6, 5, 5, 6, 6, 6, 6, 4, 4, 6, 4, 5, 5, 5, 6, 5],
  },
};

test("the attestation for the stage holds name, class, level, score, place and no provenance", async () => {
  const pdf = await render([someResult(FULL)], { layout: "remise" });
  const [page = "", ...others] = await read(pdf);
  expect(others).toEqual([]);
  for (const words of [
    "Collège des Essais Année scolaire 2025-2026 Attestation de résultats",
    "remise à Mathilde AUBERT élève de la classe 3E A",
    "Niveau global Avancé 1 Score 602 pix sur 895",
    "L’élève sait aborder des situations nouvelles en autonomie, et aider les autres.",
    "Fait à le Cachet de l’établissement Le chef d’établissement",
    "n° 8088026 du 11/03/2026. Cette attestation ne remplace pas le certificat.",
    "1.1 Mener une recherche et une veille d’information 6",
    "5.2 Construire un environnement numérique 5",
  ]) {
    expect(page).toContain(words);
  }
  expect(page).not.toMatch(/\.csv|Camille|Né|naissance/);
  const [sheet] = (await PDFDocument.load(pdf)).getPages();
  expect(sheet?.getSize()).toEqual({ width: 841.89, height: 595.28 });
});

test("without a level the score is alone, without competences the panel is left out", async () => {
  const old = someResult({ ...FULL, version: "v2", level: "", score: 518 });
  const low = someResult({ ...FULL, level: "", score: 40 });
  const bare = someResult({ ...FULL, division: "", competences: Array(16).fill(null) });
  const [former = "", below = "", empty = ""] = await read(
    await render([bare, old, low], { layout: "remise" }),
  ).then(([one, ...rest]) => [...rest, one]);
  for (const page of [former, below]) {
    expect(page).not.toMatch(/Niveau global|Novice|Avancé|Expert|Sans objet/);
  }
  expect(former).toContain("Score 518 pix ");
  expect(former).not.toContain("sur 895");
  expect(below).toContain("Score 40 pix sur 895");
  expect(empty).not.toMatch(/compétences Niveaux|Interagir|élève de la classe/);
});

test("the annex follows the attestation of each pupil, class by class, each class after its sheet", async () => {
  const results = ["3E A", "3E A", "3E B"].map((division, place) =>
    someResult({ ...FULL, division, lastName: `NOM${place}` }),
  );
  const wish = { layout: "remise-releve", edition: "ceremonie", division: "3E A, 3E B" } as const;
  const pages = await read(await render(results, wish));
  const kinds = pages.map((page) => {
    if (page.includes("Feuille d’émargement")) return /Classe (3E \w)/.exec(page)?.[1];
    const name = /NOM\d/.exec(page)?.[0];
    return page.includes("Annexe à l’attestation") ? `annexe ${name}` : name;
  });
  expect(kinds).toEqual([
    ...["3E A", "NOM0", "annexe NOM0", "NOM1", "annexe NOM1"],
    ...["3E B", "NOM2", "annexe NOM2"],
  ]);
  expect(pages[2]).toContain("Relevé de résultats");
});

test("the verification code and its site are there only if the file had the code", async () => {
  const site = "app.pix.fr/verification-certificat";
  expect(await readOne({ verificationCode: "P-P4GQ4B7K" })).toContain(
    `Code de vérification d’origine : P-P4GQ4B7K. Il se vérifie sur ${site}`,
  );
  const without = await readOne({ verificationCode: "" });
  expect(without).not.toMatch(/app\.pix\.fr|vérification|P-/);
});

test("a value missing from the file is printed as not provided", async () => {
  const page = await readOne({ center: "", deliveredOn: "" });
  expect(page).toContain("Centre de certification Non précisé dans le fichier");
  expect(page).toContain("Résultat délivré le Non précisé dans le fichier");
});

test("a Pix+ certification has a level and no competence", async () => {
  const competences = Array.from({ length: 16 }, () => null);
  const page = await readOne({ type: "Pix+ Droit", score: null, level: "Confirmé", competences });
  expect(page).toContain("Sans score");
  expect(page).toContain("Niveau global Confirmé");
  expect(page).toContain("ne comporte pas de niveau par compétence");
});

test("an obtained complementary certification is printed, a failed one is not", async () => {
  const complementary = {
    "Certification CléA numérique": "Validée",
    "Certification Pix+ Droit": "Rejetée",
  };
  const page = await readOne({ complementary });
  expect(page).toContain("Certification complémentaire CléA numérique");
  expect(page).not.toContain("Pix+ Droit");
});

test.each([
  "Ķristīne Ģirts",
  "Şükrü Işık",
  "Łucja Wałęsa",
  "Győző Őri",
  "Nguyễn Thị Ánh Tuyết",
  "Þórður Ǻßœ",
  "Ɛkua Ŋɔ",
  "Ελένη Жанна",
  "O'Neil d’Arc & Fils / #1 %",
])("prints the letters of %s", async (lastName) => {
  expect(await readOne({ lastName })).toContain(lastName);
});

test("every letter of the Latin alphabets of Unicode is printed and read back", async () => {
  const blocks = [
    [0x41, 0x24f],
    [0x1e00, 0x1eff],
  ] as const;
  const letters = blocks
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
    .map((code) => String.fromCodePoint(code))
    .filter((letter) => /\p{L}/u.test(letter));
  const chunks = Array.from({ length: Math.ceil(letters.length / 30) }, (_, i) =>
    letters.slice(i * 30, i * 30 + 30).join(""),
  );
  const pages = await read(await render(chunks.map((lastName) => someResult({ lastName }))));
  chunks.forEach((chunk, index) => {
    // The reader gives some letters in their compatible form (`µ`).
    expect(pages[index]?.normalize("NFKC")).toContain(chunk.normalize("NFKC"));
  });
});

test("separate accents are composed, invisible characters are removed", async () => {
  const page = await readOne({ firstName: "E\u0301lo\u0308\u00adi\u200bse", lastName: "A\tB\nC" });
  expect(page).toContain("Élöise A B C");
});

test("a letter missing from the fonts is replaced by a mark and never fails", async () => {
  const page = await readOne({ firstName: "日本", lastName: "😀 Martin \u{1D400}\uD800" });
  expect(page).toContain("�� � Martin A�");
});

test("names and places of any length stay whole and on one page", async () => {
  const lastName = `${"Hohenlohe-Waldenburg-".repeat(9)}fin-du-nom`;
  const birthCity = `${"Saint-Remy-en-Bouzemont ".repeat(8)}fin-du-lieu`;
  const center = `${"Lycée général et technologique ".repeat(7)}fin-du-centre`;
  const pages = await read(await render([someResult({ lastName, birthCity, center })]));
  expect(pages).toHaveLength(1);
  const text = pages[0]?.replaceAll(" ", "") ?? "";
  for (const whole of [lastName, birthCity, center])
    expect(text).toContain(whole.replaceAll(" ", ""));
  expect(text).toContain("5.2Construireunenvironnementnumérique2");
});

test.each(["releve", "remise"] as const)(
  "no text overlaps another or leaves the page: %s",
  async (layout) => {
    const long = "Très long intitulé ".repeat(40);
    const results = [
      someResult(),
      someResult({
        ...{ firstName: long, lastName: "X".repeat(300), birthCity: long, center: "Y".repeat(400) },
        ...{
          session: "9".repeat(80),
          filename: `${"z".repeat(255)}.csv`,
          verificationCode: "P-P4GQ4B7K",
        },
        complementary: { "Certification CléA numérique": "Validée" },
      }),
    ];
    const pdf = await getDocumentProxy(await render(results, { edition: "ceremonie", layout }));
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const [, , wide = 0] = page.view;
      const edge = wide > 600 ? 17 : 53;
      const { items } = await page.getTextContent();
      const boxes = items.flatMap((item) => {
        if (!("str" in item) || item.str.trim() === "") return [];
        const [, , , size = 0, x = 0, y = 0] = item.transform as number[];
        return [{ text: item.str, x, y, width: item.width, size }];
      });
      for (const [index, one] of boxes.entries()) {
        expect(one.x).toBeGreaterThanOrEqual(53);
        expect(one.x + one.width).toBeLessThanOrEqual(wide - edge);
        expect(one.y).toBeGreaterThan(25);
        for (const other of boxes.slice(index + 1)) {
          const apart =
            Math.abs(one.y - other.y) >= Math.min(one.size, other.size) * 0.9 ||
            one.x + one.width <= other.x + 0.1 ||
            other.x + other.width <= one.x + 0.1;
          expect(apart, `${one.text} / ${other.text}`).toBe(true);
        }
      }
    }
  },
);

test("the ceremony edition begins with a sign-off sheet that lists the pupils in the order of the pages", async () => {
  const results = ["Adam", "Élan", "Zola"].map((lastName) => someResult({ lastName }));
  const pages = await read(await render(results, { edition: "ceremonie" }));
  expect(pages).toHaveLength(4);
  expect(pages[0]).toMatch(/Classe 3E A .*3 attestations .*Signature .*1 Adam .*2 Élan .*3 Zola /);
  expect(pages[0]).toContain("page 1 sur 1");
  expect(pages[3]).toContain("Lila Zola");
});

test("a class of thirty signs on one page, without dates of birth", async () => {
  const results = Array.from({ length: 30 }, (_, i) => someResult({ lastName: `Nom${i}` }));
  const pages = await read(await render(results, { edition: "ceremonie" }));
  const [sheet = ""] = pages;
  expect(pages).toHaveLength(31);
  for (const words of ["Collège des Essais", "Date", "Lieu", "Remises par", "Absent", "30 Nom29"]) {
    expect(sheet).toContain(words);
  }
  expect(sheet).not.toMatch(/\d\d\/\d\d\/\d{4}/);
});

test("the sign-off sheet of a large class takes several pages and lists every pupil", async () => {
  const results = Array.from({ length: 60 }, (_, i) => someResult({ lastName: `Nom${i}` }));
  const pages = await read(await render(results, { edition: "ceremonie" }));
  const sheets = pages.filter((page) => page.includes("Feuille d’émargement"));
  expect(sheets.at(-1)).toContain(`page ${sheets.length} sur ${sheets.length}`);
  for (const { lastName } of results) expect(sheets.join(" ")).toContain(`${lastName} Lila`);
});

test("the document has a language, a title, tags and embedded fonts", async () => {
  const pdf = await PDFDocument.load(await render([someResult(), someResult()]), {
    updateMetadata: false,
  });
  expect(pdf.catalog.get(PDFName.of("Lang"))?.toString()).toContain("fr-FR");
  expect(pdf.getTitle()).toBe("Attestations de résultats, classe 3E A, année scolaire 2025-2026");
  const preferences = pdf.catalog.lookup(PDFName.of("ViewerPreferences"), PDFDict);
  expect(String(preferences.get(PDFName.of("DisplayDocTitle")))).toBe("true");
  const marks = pdf.catalog.lookup(PDFName.of("MarkInfo"), PDFDict);
  expect(String(marks.get(PDFName.of("Marked")))).toBe("true");
  const tree = pdf.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
  const document = tree.lookup(PDFName.of("K"), PDFDict);
  expect(document.lookup(PDFName.of("K"), PDFArray).size()).toBe(2);
  const dicts = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, one]) => (one instanceof PDFDict ? [one] : []));
  const fonts = dicts.filter((one) => one.get(PDFName.of("Type")) === PDFName.of("FontDescriptor"));
  expect(fonts).toHaveLength(2);
  for (const font of fonts) {
    expect(font.lookup(PDFName.of("FontFile2"))).toBeInstanceOf(PDFRawStream);
    expect(String(font.get(PDFName.of("FontName")))).toMatch(/^\/PIXORG\+NotoSans-/);
  }
  for (const page of pdf.getPages())
    expect(page.getSize()).toEqual({ width: 595.28, height: 841.89 });
  expect(pdf.catalog.lookup(PDFName.of("Lang"))).toBeInstanceOf(PDFString);
});

test("the same results give the same bytes at any time", async () => {
  const results = [someResult({ importedAt: IMPORTED }), someResult({ lastName: "Élan" })];
  const first = await render(results, { edition: "ceremonie" });
  vi.setSystemTime("2031-05-06T07:08:09Z");
  try {
    expect(await render(results, { edition: "ceremonie" })).toEqual(first);
  } finally {
    vi.useRealTimers();
  }
});

test("a class of 35 weighs less than 300 KB", async () => {
  const results = Array.from({ length: 35 }, (_, i) =>
    someResult({ lastName: `Nom${i}`, firstName: `Élève ${i * 7919}`, birthCity: `Ville ${i}` }),
  );
  const pdf = await render(results, { edition: "ceremonie" });
  expect(pdf.byteLength).toBeLessThan(300_000);
});

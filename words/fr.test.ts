import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type FILE_CODES, IMPORT_CODES, SKIP_REASONS } from "#worker/imports/codes.ts";
import { FREGATA_CODES } from "#worker/imports/formats/fregata/codes.ts";
import { SIECLE_CODES } from "#worker/imports/formats/siecle/codes.ts";
import { ACTIVE_STATUSES, CHANGE_KINDS, END_STATUSES } from "#worker/imports/view.ts";
import { LEAVING_REASONS } from "#worker/pupils/leaving.ts";
import {
  errorFact,
  errorGroupTitle,
  errorHowToFix,
  errorProblem,
  importErrorMessage,
} from "./fr.ts";
import {
  changeKindLabel,
  leavingLabel,
  pupilFieldLabel,
  skipReasonHelp,
  skipReasonLabel,
  statusLabel,
} from "./labels.ts";

const KINDS = ["siecle", "fregata"] as const;
const WHOLE_SENTENCE = /^[A-ZÀÉ].{20,}\.$/s;
const HOLES = /undefined|NaN|null|\[object|\{|\}| {2}|\.\./;

const PUPIL = { line: 12, ine: "060000001AB", pupil: "Lila Moreau", field: "PRENOM" };
const DETAIL = { found: "0801234A", expected: "0808088X", count: 3, encoding: "UTF-32" };
const OTHER = { otherPupil: "Noé Garnier", otherLine: 7, otherDivision: "4C" };

test.each(KINDS)("every code has a whole sentence in %s, with and without details", (kind) => {
  for (const code of IMPORT_CODES) {
    for (const rest of [{}, { ...PUPIL, detail: { ...DETAIL, ...OTHER } }]) {
      const message = importErrorMessage({ code, kind, ...rest });
      expect(message, code).toMatch(WHOLE_SENTENCE);
      expect(message, code).not.toMatch(HOLES);
    }
    expect(errorGroupTitle(code), code).toMatch(/^[A-ZÀÉ].{5,}/);
    expect(errorHowToFix(code, kind), code).toMatch(WHOLE_SENTENCE);
  }
});

test("each pupil error names the pupil and the line, and the program to correct it in", () => {
  for (const code of SIECLE_CODES) {
    const message = importErrorMessage({ code, kind: "siecle", ...PUPIL });
    expect(message, code).toMatch(/^Lila Moreau \(ligne 12, INE 060000001AB\) : .*SIECLE/s);
  }
  for (const code of FREGATA_CODES) {
    const message = importErrorMessage({ code, kind: "fregata", ...PUPIL });
    expect(message, code).toMatch(/^Ligne 12 \(Lila Moreau, INE 060000001AB\) : .*Fregata/s);
  }
});

test("an error on a field names it in the words of the school", () => {
  const told = (kind: "siecle" | "fregata", field: string) =>
    importErrorMessage({ code: "FIELD_TOO_LONG", kind, line: 4, field });
  expect(told("siecle", "CODE_DEPARTEMENT_NAISS")).toContain("champ département de naissance trop");
  expect(told("fregata", "Nom d’usage")).toContain("champ nom d’usage trop long");
});

test("uses the words of the training deck", () => {
  const line = (code: "FIELD_REQUIRED" | "INE_DUPLICATED", line: number, field: string) =>
    importErrorMessage({ code, kind: "fregata", line, field });
  expect(line("FIELD_REQUIRED", 1, "Identifiant unique*")).toMatch(/^Ligne 1 : champ INE vide\. /);
  expect(line("FIELD_REQUIRED", 13, "Code sexe*")).toMatch(/^Ligne 13 : champ sexe vide\. /);
  expect(line("INE_DUPLICATED", 32, "Identifiant unique*")).toMatch(
    /^Ligne 32 : INE déjà présent\. /,
  );
});

test("a duplicate names the pupil who has the same number", () => {
  const error = { code: "INE_DUPLICATED", kind: "siecle", pupil: "Inès Benali" } as const;
  expect(importErrorMessage({ ...error, detail: OTHER })).toMatch(
    /^Inès Benali : INE déjà présent ligne 7 \(Noé Garnier, 4C\)\./,
  );
});

test("the refusal of a file says what was found in it", () => {
  const told = (code: (typeof FILE_CODES)[number], detail: Record<string, string | number>) =>
    importErrorMessage({ code, kind: "siecle", line: 40, field: "Statut*", detail });
  expect(told("UAI_MISMATCHED", DETAIL)).toContain("0801234A, et non du vôtre (0808088X)");
  expect(told("UAI_MISMATCHED", { found: "", expected: "0808088X" })).toContain("n’indique pas");
  expect(told("ARCHIVE_CONTENT", { count: 0 })).toContain("ne contient aucun fichier .xml");
  expect(told("ARCHIVE_CONTENT", { count: 3 })).toContain("contient 3 fichiers .xml");
  expect(told("ARCHIVE_CONTENT", { reason: "too-many" })).toContain("trop de fichiers");
  expect(told("ENCODING_NOT_SUPPORTED", DETAIL)).toContain("(UTF-32)");
  expect(told("HEADER_REQUIRED", {})).toContain("«\u202fStatut*\u202f»");
  expect(told("FILE_INVALID", { reason: "quote" })).toContain("jamais refermé (ligne 40)");
  expect(told("NOT_PUPIL_FILE", {})).toContain("«\u202fÉlèves sans adresse\u202f»");
  expect(told("PAYLOAD_TOO_LARGE", {})).toContain("50 Mo");
  expect(told("FORMAT_NOT_SUPPORTED", {})).toContain("formats supportés : .xml, .zip");
  expect(told("NAME_UNREADABLE" as never, {})).toContain("enregistré dans un autre logiciel");
});

test("a refusal names its file, says what the file is, and the name cannot alter the sentence", () => {
  const told = (detail: Record<string, string>, kind: "siecle" | "fregata" = "siecle") =>
    importErrorMessage({ code: "FORMAT_NOT_SUPPORTED", kind, detail });
  expect(told({ file: "liste.docx", found: "word" })).toMatch(
    /^Le fichier «.liste\.docx.» est un document Word, et non un export de SIECLE.*Élèves sans adresse/,
  );
  expect(told({ found: "workbook" }, "fregata")).toMatch(
    /^Ce fichier est un classeur.*Export CSV vers Pix/,
  );
  expect(told({ file: "a.zip", found: "word", name: "liste.docx" })).toContain(
    "contient un document Word",
  );
  expect(told({ file: `x» est parfait. «${"y".repeat(300)}` }).length).toBeLessThan(400);
  const zip = {
    reason: "many-xml",
    count: 2,
    names: "A.xml, B.xml",
    choose: "B.xml",
    file: "a.zip",
  };
  expect(importErrorMessage({ code: "ARCHIVE_CONTENT", kind: "siecle", detail: zip })).toMatch(
    /L’archive zip «.a\.zip.» contient 2 fichiers \.xml.: A\.xml, B\.xml\. Celui des élèves est «.B\.xml.»\./,
  );
  const syntax = { reason: "ampersand", found: "MARTIN & FILS", file: "a.xml" };
  expect(
    importErrorMessage({ code: "FILE_INVALID", kind: "siecle", line: 22, detail: syntax }),
  ).toMatch(/«.a\.xml.» ne peut pas être lu.*«.&.».*\(ligne 22\).*«.MARTIN & FILS.»/);
});

test("an error gives the class, the value found and the remedy of its cause", () => {
  const error = {
    code: "NAME_UNREADABLE",
    line: 9,
    pupil: "Za␇ra B",
    division: "3E 2",
    field: "PRENOM",
  } as const;
  expect(
    importErrorMessage({ ...error, kind: "siecle", value: "Za␇ra", cause: "CONTROL_CHARACTER" }),
  ).toMatch(
    /^Za␇ra B \(classe 3E 2, ligne 9\) : champ prénom illisible\. Valeur trouvée.: «.Za␇ra.»\. .*Dans SIECLE.*retapez/,
  );
  const ruined = {
    kind: "fregata",
    line: 3,
    field: "Division*",
    value: "3,00E+01",
    cause: "SPREADSHEET",
  } as const;
  const message = importErrorMessage({ code: "NAME_UNREADABLE", ...ruined });
  expect(message).toMatch(
    /^Ligne 3 : champ division illisible\. .*3,00E\+01.*tableur.*sans l’ouvrir/,
  );
  expect(errorProblem({ code: "NAME_UNREADABLE", ...ruined, message }, "fregata")).toMatch(
    /^champ division illisible\. Valeur trouvée.: «.3,00E\+01.»\.$/,
  );
});

test("a list that gives the advice once shows each error without it", () => {
  const error = { code: "SEX_REQUIRED", kind: "siecle", pupil: "Lila Moreau", line: 9 } as const;
  const message = importErrorMessage(error);
  expect(errorFact({ code: error.code, message }, "siecle")).toBe(
    "Lila Moreau (ligne 9) : champ sexe vide.",
  );
});

test("every reason, state, import mode and column has its words", () => {
  const words = [
    ...SKIP_REASONS.flatMap((reason) => [skipReasonLabel(reason), skipReasonHelp(reason)]),
    ...[...ACTIVE_STATUSES, ...END_STATUSES].map(statusLabel),
    ...CHANGE_KINDS.map(changeKindLabel),
    ...LEAVING_REASONS.map((reason) => leavingLabel({ reason })),
  ];
  for (const word of words) expect(word).toMatch(/^[A-ZÀÉ]/);
  expect(pupilFieldLabel("birthDate")).toBe("Date de naissance");
  expect(pupilFieldLabel("unknown")).toBe("unknown");
});

test("no guillemet of the catalogue can end up alone on a line", () => {
  const folder = new URL(".", import.meta.url);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  )) {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(text.match(/«\x20.*|.*\x20»/g), name).toBeNull();
  }
});

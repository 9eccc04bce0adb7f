import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  call,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import {
  aResultFile,
  aRow,
  type EraName,
  type FileRow,
  nothingIn,
} from "#tests/support/result-file.ts";
import { anIne, aSiecleFile, type SiecleFilePupil } from "#tests/support/siecle-file.ts";
import type { WaitingRow } from "../settle/list-waiting.ts";
import { listResults } from "../show/list-results.ts";
import type { ImportCounts } from "./enter-results.ts";

type Answer = {
  id: string;
  counts: ImportCounts;
  unmatched: WaitingRow[];
  ignoredColumns: string[];
};
type School = Awaited<ReturnType<typeof aSchoolOf>>;

/** A school with these pupils, in the school year of the `aRow` tests. */
async function aSchoolOf(pupils: SiecleFilePupil[]) {
  const school = await aSchool();
  const admin = await aMember(school);
  if (pupils.length > 0) {
    await importAnyway(school, admin, aSiecleFile(school, pupils, { year: "2025" }));
  }
  return { ...school, admin };
}

async function post(school: School, bytes: Uint8Array, filename = "resultats.csv", query = "") {
  return await call(`/api/organizations/${school.uai}/certifications/results${query}`, {
    method: "POST",
    as: school.admin,
    headers: { "X-Filename": encodeURIComponent(filename) },
    body: new Uint8Array(bytes),
  });
}

async function enter(
  school: School,
  rows: FileRow[],
  era: EraName = "C",
  options: { more?: string[]; filename?: string; query?: string } = {},
): Promise<Answer> {
  const bytes = aResultFile(rows, era, options.more);
  const answer = await post(school, bytes, options.filename, options.query);
  expect(answer.status).toBe(200);
  return await answer.json<Answer>();
}

const kept = async (school: School) =>
  await listResults(inSchool(school), { organizationId: school.id });
const PUPIL = { lastName: "OXFORD", firstName: "Lili", birthDate: "04/01/2011", division: "3E A" };

test("a row that matches one pupil is stored under the year of its test and the class of that year", async () => {
  const school = await aSchoolOf([PUPIL]);
  const entered = await enter(school, [aRow()]);
  expect(entered.counts).toEqual({
    ...{ rows: 1, added: 1, corrected: 0, unchanged: 0, matched: 1, unmatched: 0 },
  });
  const [pupil] = await theBase(school);
  expect(await kept(school)).toMatchObject([
    {
      pupilId: pupil?.id,
      lastName: "Oxford",
      schoolYear: "2025-2026",
      division: "3E A",
      version: "v3",
      importedBy: school.admin.name,
      filename: "resultats.csv",
    },
  ]);
});

test("names match without accents, case and hyphens, by usual name too, and with pupils who left", async () => {
  const school = await aSchoolOf([
    { lastName: "LE GOFF", firstName: "Jean-Noël", birthDate: "01/02/2011", division: "3E A" },
    {
      ...{ lastName: "MARTIN", firstName: "Anne Lise", birthDate: "01/03/2011", division: "3E A" },
      extra: "<NOM_USAGE>D’ARC</NOM_USAGE>",
    },
    { lastName: "PARTI", firstName: "Léo", birthDate: "01/04/2011", division: "3E B" },
  ]);
  await importFile(school, school.admin, aSiecleFile(school, [{ lastName: "NOUVEAU" }]));
  const rows = [
    aRow({ Nom: "Le Goff", Prénom: "JEAN NOEL", "Date de naissance": "01/02/2011" }),
    aRow({ Nom: "d'arc", Prénom: "Anne-Lise", "Date de naissance": "01/03/2011" }),
    aRow({ Nom: "Parti", Prénom: "Leo", "Date de naissance": "01/04/2011" }),
  ];
  const entered = await enter(school, rows);
  expect(entered.unmatched).toEqual([]);
  expect((await kept(school)).map(({ division }) => division)).toEqual(["3E A", "3E A", "3E B"]);
});

test("an INE has priority over names", async () => {
  const ine = anIne();
  const school = await aSchoolOf([PUPIL, { ...PUPIL, ine, lastName: "AUTRE" }]);
  const [row, wrong] = [aRow({ INE: ine, Nom: "Renommée" }), aRow({ INE: anIne() })];
  const entered = await enter(school, [row, wrong], "A", { more: ["INE"] });
  expect(entered.counts).toMatchObject({ added: 2, unmatched: 0 });
  const base = await theBase(school);
  const own = (await kept(school)).find(({ lastName }) => lastName === "Renommée");
  expect(own?.pupilId).toBe(base.find((pupil) => pupil.ine === ine)?.id);
});

test("rows that match no pupil or two pupils wait with their candidates and are not stored", async () => {
  const school = await aSchoolOf([
    PUPIL,
    { ...PUPIL },
    { lastName: "OXFORD", firstName: "Tom", birthDate: "05/05/2011", division: "3E C" },
  ]);
  const entered = await enter(school, [
    aRow(),
    aRow({ Nom: "Inconnu", "Date de naissance": "09/09/2010" }),
    aRow({ Prénom: "Tom", "Date de naissance": "06/05/2011" }),
  ]);
  expect(entered.counts).toMatchObject({ rows: 3, added: 0, matched: 0, unmatched: 3 });
  expect(
    entered.unmatched.map(({ line, reason, candidates }) => [line, reason, candidates.length]),
  ).toEqual([
    [2, "AMBIGUOUS", 2],
    [3, "UNKNOWN", 0],
    [4, "UNKNOWN", 1],
  ]);
  expect(entered.unmatched[2]?.candidates[0]).toMatchObject({
    ...{ lastName: "OXFORD", firstName: "Tom", birthDate: "2011-05-05", division: "3E C" },
  });
  expect(await kept(school)).toEqual([]);
});

test("the CSV of another school stores nothing without a confirmation", async () => {
  const school = await aSchoolOf([PUPIL]);
  const rows = Array.from({ length: 30 }, (_, place) => aRow({ Nom: `Ailleurs${place}` }));
  const entered = await enter(school, rows);
  expect(entered.counts).toMatchObject({ added: 0, unmatched: 30 });
  expect(await kept(school)).toEqual([]);
});

test("an unknown class is asked for, unless the file or the school gives it", async () => {
  const school = await aSchoolOf([PUPIL]);
  const old = { "Date de passage de la certification": "12/03/2025" };
  const filename = "20250714_resultats_4ème B.csv";
  const asked = await enter(school, [aRow(old)], "A", { filename });
  expect(asked.unmatched).toMatchObject([
    { reason: "NO_CLASS", candidates: [{ division: "3E A" }] },
  ]);
  expect(await kept(school)).toEqual([]);

  await enter(school, [aRow({ ...old, Classe: "4E D" })], "A", { more: ["Classe"], filename });
  const query = `?division=${encodeURIComponent("4ème B")}`;
  await enter(school, [aRow(old)], "A", { filename, query });
  await enter(school, [aRow({ Classe: "3E Z" })], "A", { more: ["Classe"] });
  expect((await kept(school)).map(({ schoolYear, division }) => [schoolYear, division])).toEqual([
    ["2025-2026", "3E A"],
    ["2024-2025", "4E D"],
    ["2024-2025", "4ème B"],
  ]);
});

test("importing a file twice changes nothing, even in the format of another era", async () => {
  const school = await aSchoolOf([PUPIL, { ...PUPIL, firstName: "Tom" }]);
  const rows = [aRow(), nothingIn("Rejetée", 0, { Prénom: "Tom" })];
  await enter(school, rows, "sessionC");
  const before = await kept(school);
  for (const era of ["sessionC", "C", "A", "sessionA", "B"] as const) {
    const again = await enter(school, rows, era);
    expect(again.counts, era).toMatchObject({ added: 0, corrected: 0, unchanged: 2 });
  }
  expect(await kept(school)).toEqual(before);
});

test("a corrected result replaces the former one, whose values are kept; the journal lists it", async () => {
  const school = await aSchoolOf([PUPIL]);
  const number = { "Numéro de certification": 4242 };
  await enter(school, [aRow(number)], "sessionC");
  const corrected = await enter(school, [
    aRow({ ...number, "Score en Pix": 300, Niveau: "Indépendant 1" }),
  ]);
  expect(corrected.counts).toMatchObject({ added: 0, corrected: 1, unchanged: 0 });
  expect(await kept(school)).toMatchObject([
    { score: 300, level: "Indépendant 1", center: "Collège des Essais", division: "3E A" },
  ]);
  const history = await inSchool(school)
    .DB.prepare("SELECT * FROM certification_history WHERE organization_id = ?1")
    .bind(school.id)
    .all<{ number: string; before: string; after: string }>();
  expect(history.results).toHaveLength(1);
  expect(JSON.parse(history.results[0]?.before ?? "")).toContain(249);
  expect(JSON.parse(history.results[0]?.after ?? "")).toContain(300);
  const told = await inSchool(school)
    .DB.prepare(
      "SELECT event, subject, detail FROM journal WHERE organization_id = ?1 AND event LIKE 'results.%' ORDER BY at, n",
    )
    .bind(school.id)
    .all<{ event: string; subject: string; detail: string }>();
  expect(told.results.map(({ event }) => event)).toEqual([
    "results.imported",
    "results.imported",
    "results.corrected",
  ]);
  expect(JSON.parse(told.results[2]?.detail ?? "")).toEqual({
    corrected: 1,
    numbers: "4242",
    fields: "level,score",
  });
});

test("a corrected date moves the result to the year of that date and to the pupil's class of that year", async () => {
  const school = await aSchoolOf([PUPIL]);
  const number = { "Numéro de certification": 77 };
  const old = { ...number, "Date de passage de la certification": "12/03/2025", Classe: "4E" };
  await enter(school, [aRow(old)], "A", { more: ["Classe"] });
  await enter(school, [aRow(number)]);
  expect(await kept(school)).toMatchObject([{ schoolYear: "2025-2026", division: "3E A" }]);
});

test("a wrong file stores nothing and reports every fault; a file that is too big is refused", async () => {
  const school = await aSchoolOf([PUPIL]);
  const answer = await post(school, aResultFile([aRow(), aRow({ Nom: "", "Score en Pix": 2000 })]));
  expect(answer.status).toBe(422);
  const problem = await answer.json<{
    code: string;
    errors: Array<{ message: string }>;
    errorCount: number;
  }>();
  expect(problem).toMatchObject({ code: "NAME_MISSING", errorCount: 2 });
  expect(problem.errors[1]?.message).toContain(
    "Ligne 3, Lili\u00a0: dans «\u202fScore en Pix\u202f»",
  );
  expect(await kept(school)).toEqual([]);
  const rows = Array.from({ length: 40_000 }, () => '"1";"Lou";"Nom"').join("\n");
  const blanks = `${" ".repeat(9_000)}\n`.repeat(1_100);
  const text = new TextDecoder().decode(aResultFile([aRow()]));
  const big = await post(school, new TextEncoder().encode(`${text}\n${rows}\n${blanks}`));
  expect([big.status, (await big.json<{ code: string }>()).code]).toEqual([
    413,
    "PAYLOAD_TOO_LARGE",
  ]);
});

test("only administrators enter and read results, and a foreign school is not found", async () => {
  const school = await aSchoolOf([]);
  const [member, stranger] = [await aMember(school, "member"), await aMember(await aSchool())];
  for (const path of ["/divisions", "/results.csv"]) {
    const url = `/api/organizations/${school.uai}/certifications${path}`;
    expect((await call(url, { as: member })).status).toBe(403);
    expect((await call(url, { as: stranger })).status).toBe(404);
    expect((await call(url)).status).toBe(401);
  }
  const posted = await post({ ...school, admin: member }, aResultFile([aRow()]));
  expect(posted.status).toBe(403);
});

test("results outlive the import that added their pupil: its undo deactivates the pupil", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const imported = await importFile(school, admin, aSiecleFile(school, [PUPIL, { lastName: "X" }]));
  const taken = { "Date de passage de la certification": "12/09/2026" };
  await enter({ ...school, admin }, [aRow(taken)]);
  const undone = await call(`/api/organizations/${school.uai}/imports/${imported.id}/undo`, {
    method: "POST",
    as: admin,
  });
  expect(undone.status).toBe(200);
  const base = await theBase(school);
  expect(base).toMatchObject([{ last_name: "OXFORD", deactivated_at: expect.any(Number) }]);
  expect(await kept({ ...school, admin })).toMatchObject([
    { pupilId: base[0]?.id, division: "3E A", schoolYear: "2026-2027" },
  ]);
});

test("the operator's feed enters many schools at once, behind its token", async () => {
  const [one, two] = [await aSchoolOf([PUPIL]), await aSchoolOf([PUPIL])];
  const rows = [
    aRow({ UAI: one.uai }),
    aRow({ UAI: two.uai.toLowerCase() }),
    aRow({ UAI: two.uai, Nom: "Inconnu" }),
    aRow({ UAI: "9999999Z" }),
  ];
  const put = (token: string, file = aResultFile(rows, "C", ["UAI"])) =>
    call("/api/operator/certifications", {
      method: "PUT",
      headers: { Authorization: `Bearer ${token}` },
      body: new Uint8Array(file),
    });
  expect((await put("wrong")).status).toBe(401);
  const answer = await put("demo-operator");
  expect(await answer.json()).toMatchObject({
    counts: { rows: 3, added: 2, unmatched: 1 },
    unknownSchools: ["9999999Z"],
  });
  expect(await kept(two)).toMatchObject([{ importedBy: "" }]);
  expect((await put("demo-operator", aResultFile([aRow()]))).status).toBe(422);
});

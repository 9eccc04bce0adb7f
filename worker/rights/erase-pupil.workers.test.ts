import { beforeEach, expect, test, vi } from "vitest";
import { findInDatabase, findInFiles } from "#tests/support/canaries.ts";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  call,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { enterResults } from "../certifications/enter/enter-results.ts";
import { failImport } from "../imports/run/end-import.ts";
import { loadImport } from "../imports/store.ts";
import { erasePupil } from "./erase-pupil.ts";

type School = Awaited<ReturnType<typeof aSchool>>;
type Admin = Awaited<ReturnType<typeof aMember>>;
let school: School;
let admin: Admin;

beforeEach(async () => {
  school = await aSchool();
  admin = await aMember(school);
});

const CANARY = { ine: "424242424KZ", lastName: "CANARISERIN", firstName: "Serinette" };
const WORDS = [CANARY.ine, CANARY.lastName, CANARY.firstName];

async function pupilId(): Promise<string> {
  const found = (await theBase(school)).find(({ ine }) => ine === CANARY.ine);
  if (!found) throw new Error("the canary is not in the base");
  return found.id;
}

const api = (id: string, what: string) => `/api/organizations/${school.uai}/pupils/${id}/${what}`;
const erase = async (id: string) => await call(api(id, "erase"), { method: "POST", as: admin });

/** A pupil with data everywhere: base, changes, errors, skipped rows, results, corrections, archive, upload. */
async function aPupilHeldEverywhere(): Promise<string> {
  const others = somePupils(4);
  await importFile(school, admin, aSiecleFile(school, [...others, CANARY]));
  const changed = { ...CANARY, city: "80001" };
  await importFile(school, admin, aSiecleFile(school, [...others, changed]));
  const id = await pupilId();
  // An import that refuses the pupil, one that skips the pupil, one that waits for a retry.
  await importFile(school, admin, aSiecleFile(school, [...others, { ...CANARY, sex: "" }]));
  await importFile(
    school,
    admin,
    aSiecleFile(school, [
      { ...others[0], sex: "" },
      { ...CANARY, division: "" },
    ]),
  );
  const failed = await anAbandonedImport(school, admin.id, aSiecleFile(school, [changed]));
  const row = await loadImport(inSchool(school), failed);
  if (!row || !(await failImport(inSchool(school), row)))
    throw new Error("the import did not fail");
  await heldResults(id);
  return id;
}

async function heldResults(id: string) {
  const name = { firstName: CANARY.firstName, lastName: CANARY.lastName, birthDate: "2013-09-04" };
  const { number } = await aResult(school, { ...name, pupilId: id });
  // Results linked to no pupil, under the same names.
  await aResult(school, name);
  const row = { Nom: CANARY.lastName, Prénom: CANARY.firstName, "Date de naissance": "04/09/2013" };
  const bytes = aResultFile([
    aRow({ ...row, "Numéro de certification": Number(number) }),
    aRow({ ...row, "Date du passage de la certification": "12/03/2019" }),
  ]);
  const filename = "resultats.csv";
  const entered = await enterResults(inSchool(school), {
    organizationId: school.id,
    user: admin,
    filename,
    body: new Blob([new Uint8Array(bytes)]).stream(),
  });
  if (!entered.ok) throw new Error("the results were refused");
  const archive = { method: "POST", as: admin };
  await call(`/api/organizations/${school.uai}/certifications/archives`, archive);
  const held = async () =>
    (await findInFiles(WORDS)).filter((key) => key.split("/").includes(`${school.id}`));
  await vi.waitFor(async () => expect(await held()).toHaveLength(2), { timeout: 20_000 });
}

/** The tables that hold a row of the pupil's number, without its names. */
async function findRows(id: string): Promise<string[]> {
  const { results } = await inSchool(school)
    .DB.prepare(
      `SELECT 'pupil' AS name FROM pupil WHERE organization_id = ?1 AND id = ?2 UNION ALL
       SELECT 'schooling' WHERE EXISTS (SELECT 1 FROM schooling WHERE organization_id = ?1 AND pupil_id = ?2) UNION ALL
       SELECT 'pupil_change' WHERE EXISTS (SELECT 1 FROM pupil_change WHERE organization_id = ?1 AND pupil_id = ?2)`,
    )
    .bind(school.id, Number(id))
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}

test("after erasing, neither the database nor the files hold anything of the pupil", async () => {
  const id = await aPupilHeldEverywhere();
  const before = await findInDatabase(WORDS);
  for (const table of ["pupil", "import_error", "certification", "certification_history"]) {
    expect(before.join(" ")).toContain(`${table}.`);
  }
  expect(await findRows(id)).toEqual(["pupil", "schooling", "pupil_change"]);
  const answer = await erase(id);
  expect([answer.status, await answer.json()]).toEqual([200, { erased: true }]);
  expect(await findInDatabase(WORDS)).toEqual([]);
  expect(await findInFiles([...WORDS, `/${school.id}/`])).toEqual([]);
  expect(await findRows(id)).toEqual([]);
  const list = `/api/organizations/${school.uai}/pupils?search=serin&include=deactivated`;
  expect(await (await call(list, { as: admin })).json()).toMatchObject({ total: 0 });
  expect((await erase(id)).status).toBe(404);
});

test("the anomalies of a pupil in a file are exported, and erased with the pupil", async () => {
  await importFile(school, admin, aSiecleFile(school, [CANARY]));
  const id = await pupilId();
  await importAnyway(school, admin, aSiecleFile(school, [{ ...CANARY, birthDate: "05/09/2013" }]));
  const data = await (await call(api(id, "export"), { as: admin })).json<{
    anomalies: unknown[];
  }>();
  expect(data.anomalies).toMatchObject([{ kind: "birth-date", pupil_id: id }]);
  expect((await findInDatabase(WORDS)).join(" ")).toContain("import_anomaly.");
  await erase(id);
  expect(await findInDatabase(WORDS)).toEqual([]);
});

test("the journal records that a pupil was erased, by whom, and not which", async () => {
  await importFile(school, admin, aSiecleFile(school, [CANARY]));
  const id = await pupilId();
  await erase(id);
  const line = await inSchool(school)
    .DB.prepare(
      "SELECT user_id AS who, subject, detail FROM journal WHERE event = 'pupil.erased' AND organization_id = ?1",
    )
    .bind(school.id)
    .first();
  expect(line).toEqual({ who: admin.id, subject: id, detail: "{}" });
});

test.each(["added", "changed", "deactivated", "reactivated"] as const)(
  "undoing an import that had %s the pupil restores the others, and not the pupil",
  async (kind) => {
    const others = somePupils(3);
    const without = aSiecleFile(school, others);
    const withIt = aSiecleFile(school, [...others, CANARY]);
    const moved = others.map((pupil) => ({ ...pupil, division: "3Z" }));
    if (kind !== "added") await importFile(school, admin, withIt);
    else await importFile(school, admin, without);
    if (kind === "reactivated") await importFile(school, admin, without);
    const before = (await theBase(school)).filter(({ ine }) => ine !== CANARY.ine);
    const last = kind === "deactivated" ? moved : [...moved, { ...CANARY, city: "80001" }];
    const done = await importFile(school, admin, aSiecleFile(school, last));
    expect(done.counts[kind]).toBe(1 + (kind === "changed" ? 3 : 0));
    expect((await erase(await pupilId())).status).toBe(200);
    const undo = `/api/organizations/${school.uai}/imports/${done.id}/undo`;
    expect((await call(undo, { method: "POST", as: admin })).status).toBe(200);
    expect(await theBase(school)).toEqual(before);
  },
);

test("while an import is active nothing is erased, and the answer says what to do", async () => {
  await importFile(school, admin, aSiecleFile(school, [CANARY]));
  const id = await pupilId();
  await anAbandonedImport(school, admin.id);
  const answer = await erase(id);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "IMPORT_ACTIVE" });
  expect(await theBase(school)).toHaveLength(1);
});

test("a pupil of another school cannot be erased or exported", async () => {
  await importFile(school, admin, aSiecleFile(school, [CANARY]));
  const id = await pupilId();
  const elsewhere = await aSchool();
  const stranger = await aMember(elsewhere);
  const path = `/api/organizations/${elsewhere.uai}/pupils/${id}`;
  expect((await call(`${path}/erase`, { method: "POST", as: stranger })).status).toBe(404);
  expect((await call(`${path}/export`, { as: stranger })).status).toBe(404);
  const input = { organizationId: elsewhere.id, pupilId: id, userId: stranger.id };
  expect(await erasePupil(inSchool(school), input)).toEqual({ ok: false, code: "NOT_FOUND" });
  expect(await theBase(school)).toHaveLength(1);
});

test("the export contains all the data, and the journal records the export", async () => {
  const id = await aPupilHeldEverywhere();
  const held = await findInDatabase(WORDS);
  const answer = await call(api(id, "export"), { as: admin });
  expect(answer.status).toBe(200);
  const data = await answer.json<Record<string, Array<Record<string, unknown>>>>();
  expect(data.pupil).toMatchObject([{ ine: CANARY.ine, last_name: CANARY.lastName }]);
  expect(data.classes).toHaveLength(1);
  expect(data.changes?.map(({ kind }) => kind)).toEqual(["added", "changed"]);
  expect(data.changes?.[1]?.after).toEqual({ birth_city_code: "80001" });
  expect(data.results).toHaveLength(2);
  expect(data.corrections?.[0]?.before).toMatchObject({ first_name: CANARY.firstName });
  expect(data.importErrors).not.toEqual([]);
  expect(data.waitingResults).toHaveLength(1);
  // Every table that names the pupil is in the file.
  const parts = Object.values(data).filter((rows) => Array.isArray(rows) && rows.length > 0);
  const tables = new Set(
    held.map((place) => place.split(".")[0]).filter((name) => name !== "import_row"),
  );
  expect(parts.length).toBeGreaterThanOrEqual(tables.size);
  const line = await inSchool(school)
    .DB.prepare(
      "SELECT user_id AS who, subject FROM journal WHERE event = 'pupil.data_exported' AND organization_id = ?1",
    )
    .bind(school.id)
    .first();
  expect(line).toEqual({ who: admin.id, subject: id });
});

test("the CSV says the same in French, without any column name of the database", async () => {
  const id = await aPupilHeldEverywhere();
  const answer = await call(`${api(id, "export")}?format=csv`, { as: admin });
  expect(answer.headers.get("Content-Disposition")).toContain("donnees-eleve.csv");
  const text = await answer.text();
  for (const word of WORDS) expect(text).toContain(word);
  expect(text).toContain("Résultats de certification;1;Prénom;");
  expect(text).toContain('Base élèves;1;Commune de naissance;"Abbeville (80), code INSEE 80001"');
  expect(text).toContain("Changements des imports;2;Changement;Modifié");
  expect(text).toContain("Résultats de certification;1;Statut;Validée");
  expect(text).toContain("Base élèves;1;Formation (MEF);6e (MEF 10010012110)");
  expect(text).toContain(
    'Changements des imports;2;Avant;"Commune de naissance\u00a0: Amiens (80), code',
  );
  const fields = text
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(";")[2] ?? "");
  expect(fields.filter((field) => /^[a-z_]+$/.test(field))).toEqual([]);
  expect(text).not.toMatch(/[a-z]_[a-z]+"":|;1\d{12}\r|\b18\u00a0: /);
});

import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  env,
  importAnyway,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aResultFile, aRow, bodyOf, type FileRow } from "#tests/support/result-file.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { runSweeps } from "../../platform/sweep.ts";
import { enterResults } from "../enter/enter-results.ts";
import { listResults } from "../show/list-results.ts";
import { RESULT_SWEEPS } from "../sweep-results.ts";
import { listWaiting } from "./list-waiting.ts";
import { settleRows, type WaitingChoice, type WaitingScope } from "./settle-rows.ts";

const PUPIL = { lastName: "OXFORD", firstName: "Lili", birthDate: "04/01/2011", division: "3E A" };

/** A school with these waiting rows, left by one file. */
async function aSchoolWaiting(rows: FileRow[], filename = "resultats.csv") {
  const school = await aSchool();
  const user = await aMember(school);
  await importAnyway(school, user, aSiecleFile(school, [PUPIL], { year: "2025" }));
  const bytes = aResultFile(rows, "A");
  const entered = await enterResults(inSchool(school), {
    organizationId: school.id,
    user,
    filename,
    body: bodyOf(bytes),
  });
  if (!entered.ok) throw new Error("refused");
  const choose = (choice: WaitingChoice, scope: WaitingScope = {}) =>
    settleRows(inSchool(school), { organizationId: school.id, userId: user.id, scope, choice });
  const waits = async () =>
    (await listWaiting(inSchool(school), { organizationId: school.id })).rows;
  const kept = async () => await listResults(inSchool(school), { organizationId: school.id });
  return { school, user, importId: entered.importId, choose, waits, kept };
}

const UNKNOWN = { Nom: "Inconnue", "Date de naissance": "09/09/2010" };
const LAST_YEAR = { "Date de passage de la certification": "12/03/2025" };

test("a row is linked to the chosen pupil, and takes the class of the year from the base", async () => {
  const { school, importId, choose, waits, kept } = await aSchoolWaiting([
    aRow(UNKNOWN),
    aRow(UNKNOWN),
  ]);
  const [pupil] = await theBase(school);
  const link = { kind: "link" as const, pupilId: pupil?.id ?? "", division: "" };
  expect(await choose(link, { importId, line: 2 })).toEqual({ ok: true, settled: 1 });
  expect(await kept()).toMatchObject([
    { pupilId: pupil?.id, division: "3E A", lastName: "Inconnue" },
  ]);
  expect((await waits()).map(({ line }) => line)).toEqual([3]);
  expect(await choose(link, { importId, line: 2 })).toEqual({ ok: false, reason: "NOT_FOUND" });
  const stranger = { ...link, pupilId: crypto.randomUUID() };
  expect(await choose(stranger, { importId, line: 3 })).toEqual({ ok: false, reason: "NOT_FOUND" });
});

test("a choice that arrives after another one is reported, with the rows that still wait", async () => {
  const { school, user, importId, choose } = await aSchoolWaiting([aRow(UNKNOWN), aRow(UNKNOWN)]);
  const go = aVisitor({ cookie: user.cookie, draws: true });
  const send = async (form: Record<string, string>) => {
    const page = `/etablissements/${school.uai}/certifications/a-rattacher`;
    const { status, text } = await go(page, form);
    return { status, text, waits: text.match(/<h2[^>]*>Lili Inconnue/g)?.length ?? 0 };
  };
  const row = (line: number) => ({
    intent: "choose",
    importId,
    line: String(line),
    division: "3E",
  });
  await choose({ kind: "keep", division: "3E" }, { importId, line: 2 });
  const second = await send({ ...row(2), owner: "outside" });
  expect([second.status, second.waits]).toEqual([409, 1]);
  expect(second.text).toContain("Ce résultat a déjà reçu un choix");
  const search = await send({ ...row(2), intent: "find", search: "oxf" });
  expect(search.text).toContain("Ce résultat a déjà reçu un choix");
  const gone = await send({ ...row(3), owner: crypto.randomUUID() });
  expect([gone.status, gone.waits]).toEqual([409, 1]);
  expect(gone.text).toContain("Cet élève n’est plus dans la base");
  await choose({ kind: "discard" });
  for (const intent of ["keep-all", "place-all", "discard-all"]) {
    const all = await send({ intent, division: "3E", sure: "yes" });
    expect([intent, all.status, all.waits]).toEqual([intent, 409, 0]);
    expect(all.text).toContain("Aucun résultat n’est plus à rattacher");
  }
});

test("a row is not linked to a pupil of another school", async () => {
  const { importId, choose, waits } = await aSchoolWaiting([aRow(UNKNOWN)]);
  const other = await aSchoolWaiting([aRow(UNKNOWN)]);
  const [pupil] = await theBase(other.school);
  const link = { kind: "link" as const, pupilId: pupil?.id ?? "", division: "3E" };
  expect(await choose(link, { importId, line: 2 })).toEqual({ ok: false, reason: "NOT_FOUND" });
  expect(await waits()).toHaveLength(1);
});

test("a row is kept for a person outside the base, in a class that must be given", async () => {
  const { importId, choose, waits, kept } = await aSchoolWaiting([aRow(UNKNOWN)]);
  const scope = { importId, line: 2 };
  const none = await choose({ kind: "keep", division: " " }, scope);
  expect(none).toEqual({ ok: false, reason: "NO_CLASS" });
  expect(await waits()).toHaveLength(1);
  await choose({ kind: "keep", division: "3E Z" }, scope);
  expect(await kept()).toMatchObject([{ pupilId: null, division: "3E Z", version: "v3" }]);
  expect(await waits()).toEqual([]);
});

test("a row that lacks only a class proposes the class of the file name, and takes the typed one", async () => {
  const file = "20250714_resultats_4E B.csv";
  const { school, importId, choose, waits, kept } = await aSchoolWaiting([aRow(LAST_YEAR)], file);
  expect(await waits()).toMatchObject([{ reason: "NO_CLASS", division: "4E B" }]);
  await choose({ kind: "place", division: "4E C" }, { importId, line: 2 });
  const [pupil] = await theBase(school);
  expect(await kept()).toMatchObject([
    { pupilId: pupil?.id, schoolYear: "2024-2025", division: "4E C" },
  ]);
});

test("a choice for all rows: place those with a pupil, keep the others, or discard the rest", async () => {
  const rows = [
    aRow(LAST_YEAR),
    aRow({ ...UNKNOWN, Prénom: "A" }),
    aRow({ ...UNKNOWN, Prénom: "B" }),
  ];
  const { importId, choose, waits, kept } = await aSchoolWaiting(rows);
  expect(await choose({ kind: "place", division: "4E" }, { importId })).toMatchObject({
    settled: 1,
  });
  expect((await waits()).map(({ reason }) => reason)).toEqual(["UNKNOWN", "UNKNOWN"]);
  expect(await choose({ kind: "keep", division: "3E" })).toMatchObject({ settled: 2 });
  expect((await kept()).map(({ division }) => division).sort()).toEqual(["3E", "3E", "4E"]);

  const other = await aSchoolWaiting([aRow(UNKNOWN), aRow(UNKNOWN)]);
  expect(await other.choose({ kind: "discard" })).toEqual({ ok: true, settled: 2 });
  expect([await other.kept(), await other.waits()]).toEqual([[], []]);
});

test("rows of another school cannot be settled", async () => {
  const { importId, waits } = await aSchoolWaiting([aRow(UNKNOWN)]);
  const other = await aSchoolWaiting([]).catch(() => null);
  expect(other).toBeNull();
  const outcome = await settleRows(inSchool(999_999_999), {
    organizationId: 999_999_999,
    userId: "x",
    scope: { importId },
    choice: { kind: "discard" },
  });
  expect(outcome).toEqual({ ok: false, reason: "NOT_FOUND" });
  expect(await waits()).toHaveLength(1);
});

test("the newest file replaces the waiting row of the same certification", async () => {
  const row = aRow(UNKNOWN);
  const { school, user, waits } = await aSchoolWaiting([row]);
  const bytes = aResultFile([{ ...row, Prénom: "Corrigée" }], "A");
  await enterResults(inSchool(school), {
    organizationId: school.id,
    user,
    filename: "b.csv",
    body: bodyOf(bytes),
  });
  expect((await waits()).map(({ name }) => name)).toEqual(["Corrigée Inconnue"]);
});

test("rows that wait for thirty days are deleted, and so is an import left by a crash", async () => {
  const { school, importId, waits } = await aSchoolWaiting([aRow(UNKNOWN)]);
  await runSweeps(env, RESULT_SWEEPS, Date.now() + 29 * 86_400_000);
  expect(await waits()).toHaveLength(1);
  await runSweeps(env, RESULT_SWEEPS, Date.now() + 31 * 86_400_000);
  expect(await waits()).toEqual([]);
  await inSchool(school)
    .DB.prepare("UPDATE certification_import SET state = 'staging' WHERE id = ?1")
    .bind(importId)
    .run();
  await runSweeps(env, RESULT_SWEEPS, Date.now() + 2 * 3_600_000);
  const left = await inSchool(school)
    .DB.prepare("SELECT count(*) AS n FROM certification_import WHERE organization_id = ?1")
    .bind(school.id)
    .first("n");
  expect(left).toBe(0);
});

test("a class typed for waiting rows follows the rule of classes, and a long search is accepted", async () => {
  const { school, user, importId, waits, kept } = await aSchoolWaiting([
    aRow(UNKNOWN),
    aRow(UNKNOWN),
  ]);
  const go = aVisitor({ cookie: user.cookie });
  const page = `/etablissements/${school.uai}/certifications/a-rattacher`;
  const choose = async (line: number, division: string) => {
    const row = { importId, line: String(line), owner: "outside" };
    return await go(page, { intent: "choose", ...row, division });
  };
  for (const [division, code] of [
    [" \u200b ", "NO_CLASS"],
    ["3Ã¨me", "CLASS_UNREADABLE"],
    ["3\u0007A", "CLASS_UNREADABLE"],
    ["a".repeat(6_000), "CLASS_TOO_LONG"],
  ] as const) {
    const refused = await choose(2, division);
    expect([refused.status, refused.text], code).toEqual([400, expect.stringContaining(code)]);
  }
  expect(await waits()).toHaveLength(2);
  expect((await choose(2, "  4e\u0301me\u00a0\u202e  B ")).status).toBe(303);
  expect(await kept()).toMatchObject([{ division: "4éme B" }]);
  const tooLong = await go(page, { intent: "keep-all", division: "a".repeat(300) });
  expect([tooLong.status, tooLong.text]).toEqual([400, expect.stringContaining("CLASS_TOO_LONG")]);
  for (const search of ["é".repeat(10_000), `O'"%_\\ é`, "\u0000", "ОКСФОРД"]) {
    const row = { importId, line: "3" };
    const found = await go(page, { intent: "find", ...row, search });
    expect([found.status, JSON.parse(found.text).done], search.slice(0, 9)).toMatchObject([
      200,
      { "routes/certifications-a-rattacher": { candidates: [] } },
    ]);
  }
});

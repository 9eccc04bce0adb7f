import { aMember, aSchool, importAnyway, inSchool } from "#tests/support/factories.ts";
import { type Deed, testDeeds } from "#tests/support/fault-walk.ts";
import { aResultFile, aRow, bodyOf } from "#tests/support/result-file.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";
import { enterResults } from "../enter/enter-results.ts";
import { settleRows, type WaitingChoice } from "../settle/settle-rows.ts";
import { changeResult, removeResult } from "./change-result.ts";
import { followResults } from "./follow-results.ts";

/** One fault at each call of what a person does with results: the answer is true, also to one who asks again. */

const PUPIL = { lastName: "MARTIN", firstName: "Zoé", birthDate: "09/09/2010", division: "3E A" };

/** A pupil of last year and a row of results of another name, which waits. */
async function aWaitingRow() {
  const school = await aSchool();
  const admin = await aMember(school);
  await importAnyway(school, admin, aSiecleFile(school, [PUPIL], { year: "2025" }));
  const rows = [aRow({ "Numéro de certification": 7, Nom: "Autre" })];
  const body = bodyOf(aResultFile(rows));
  const input = { organizationId: school.id, user: admin, filename: "resultats.csv", body };
  const entered = await enterResults(inSchool(school), input);
  if (!entered.ok) throw new Error("the file was refused");
  return { school, admin, importId: entered.importId };
}

async function readState({ id }: { id: number }) {
  return await inSchool(id)
    .DB.prepare(
      `SELECT (SELECT count(*) FROM certification_row WHERE organization_id = ?1) AS waiting,
       (SELECT json_group_array(division || ' ' || (pupil_id IS NULL)) FROM certification
          WHERE organization_id = ?1) AS kept,
       (SELECT json_group_array(event) FROM journal
          WHERE organization_id = ?1 AND event LIKE 'results.%') AS lines`,
    )
    .bind(id)
    .first();
}

function settling(choose: (pupilId: string) => WaitingChoice) {
  return async (): Promise<Deed> => {
    const { school, admin, importId } = await aWaitingRow();
    const choice = choose(await pupilOf(school));
    const scope = { importId, line: 2 };
    const input = { organizationId: school.id, userId: admin.id, scope, choice };
    return {
      ask: async (faulty) => (await settleRows(inSchool(school, faulty), input)).ok,
      state: () => readState(school),
    };
  };
}

async function pupilOf({ id }: { id: number }): Promise<string> {
  const pupil = inSchool(id).DB.prepare("SELECT id FROM pupil WHERE organization_id = ?1").bind(id);
  return String(await pupil.first<number>("id"));
}

/** The row above, kept for the pupil. */
async function aKeptResult() {
  const { school, admin, importId } = await aWaitingRow();
  const choice = { kind: "link" as const, pupilId: await pupilOf(school), division: "3E A" };
  const which = { organizationId: school.id, userId: admin.id };
  await settleRows(inSchool(school), { ...which, scope: { importId, line: 2 }, choice });
  return { school, which, pupilId: choice.pupilId };
}

testDeeds({
  "a row that is kept": settling(() => ({ kind: "keep", division: "3E B" })),
  "a row given to a pupil": settling((pupilId) => ({ kind: "link", pupilId, division: "" })),
  "a row that is discarded": settling(() => ({ kind: "discard" })),
  "a result moved to another class": async () => {
    const { school, which } = await aKeptResult();
    const input = { ...which, number: "7", change: { division: "3E Z" } };
    return {
      ask: (faulty) => changeResult(inSchool(school, faulty), input),
      state: () => readState(school),
    };
  },
  "a result that is removed": async () => {
    const { school, which } = await aKeptResult();
    return {
      ask: (faulty) => removeResult(inSchool(school, faulty), { ...which, number: "7" }),
      state: () => readState(school),
    };
  },
  "results that follow a pupil": async () => {
    const { school, which, pupilId: from } = await aKeptResult();
    await inSchool(school)
      .DB.prepare("UPDATE pupil SET deactivated_at = 1 WHERE id = ?1")
      .bind(from)
      .run();
    await importAnyway(
      school,
      { id: which.userId, name: "", email: "" },
      aSiecleFile(school, [{ ...PUPIL, ine: "399999999KA" }]),
    );
    const present = await inSchool(school)
      .DB.prepare("SELECT id FROM pupil WHERE organization_id = ?1 AND deactivated_at IS NULL")
      .bind(school.id)
      .first<number>("id");
    return {
      ask: (faulty) =>
        followResults(inSchool(school, faulty), { ...which, from, to: String(present) }),
      state: () => readState(school),
    };
  },
});

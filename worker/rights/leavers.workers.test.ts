import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findInDatabase } from "#tests/support/canaries.ts";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  env,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { DAY, startOfParisDay } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { readComingEnd, readFigures } from "./read-departures.ts";
import { RIGHT_SWEEPS } from "./sweep-leavers.ts";

let school: Awaited<ReturnType<typeof aSchool>>;
let admin: Awaited<ReturnType<typeof aMember>>;

beforeEach(async () => {
  // Each test begins years before the end of the one before.
  for (const db of [env.SCHOOLS_1, env.SCHOOLS_2]) {
    await db.prepare("UPDATE school SET visited_at = 0").run();
  }
  school = await aSchool();
  admin = await aMember(school);
});
afterEach(() => vi.restoreAllMocks());

const sweepAt = async (day: string) => await runSweeps(env, RIGHT_SWEEPS, startOfParisDay(day));

const WORDS = ["CANARISERIN", "424242424KZ"];

/** A pupil who left on 10 March 2027, with two results; one who left a year later, and one who has not left. */
async function aSchoolWithLeavers() {
  const [first, second, third] = somePupils(3);
  const canary = { ...first, ine: "424242424KZ", lastName: "CANARISERIN" };
  await importFile(school, admin, aSiecleFile(school, [canary, { ...second }, { ...third }]));
  const ids = new Map((await theBase(school)).map(({ ine, id }) => [ine, id]));
  const leave = inSchool(school).DB.prepare("UPDATE pupil SET deactivated_at = ?2 WHERE id = ?1");
  const [gone = "", later = ""] = ["424242424KZ", second?.ine ?? ""].map((ine) => ids.get(ine));
  await leave.bind(gone, startOfParisDay("2027-03-10")).run();
  await leave.bind(later, startOfParisDay("2028-03-10")).run();
  const names = { lastName: "CANARISERIN", schoolYear: "2026-2027", division: "3E A" };
  await aResult(school, { ...names, pupilId: gone, score: 300 });
  await aResult(school, { ...names, pupilId: gone, score: 500, status: "rejected" });
  await aResult(school, { pupilId: later, schoolYear: "2027-2028" });
  return { gone, later };
}

async function mailsOfWarning() {
  const { results } = await env.DB.prepare(
    "SELECT recipient, text FROM outbox WHERE kind = 'leavers-warning' AND organization_id = ?1",
  )
    .bind(school.id)
    .all<{ recipient: string; text: string }>();
  return results;
}

async function journalOf(event: string) {
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT subject, detail, user_id AS who FROM journal WHERE organization_id = ?1 AND event = ?2",
    )
    .bind(school.id, event)
    .all();
  return results;
}

test("sixty days before, the school is warned once: mail, journal and Accueil, with numbers and no name", async () => {
  await aSchoolWithLeavers();
  await sweepAt("2032-06-01");
  expect(await readComingEnd(inSchool(school), school.id)).toBeNull();
  await sweepAt("2032-06-02");
  await sweepAt("2032-06-03");
  const mails = await mailsOfWarning();
  expect(mails.map(({ recipient }) => recipient)).toEqual([admin.email]);
  expect(JSON.stringify(mails)).not.toMatch(/canari/i);
  expect(await readComingEnd(inSchool(school), school.id)).toEqual({
    schoolYear: "2026-2027",
    on: new Date(startOfParisDay("2032-08-01")).toISOString(),
    pupils: 1,
  });
  expect(await journalOf("pupils.leavers_warned")).toEqual([
    { subject: "2026-2027", who: null, detail: '{"pupils":1,"results":0,"on":"01/08/2032"}' },
  ]);
  expect(await theBase(school)).toHaveLength(3);
});

test("five years after the year they left, pupils are erased with their results; the class figures stay", async () => {
  const { gone } = await aSchoolWithLeavers();
  expect(await findInDatabase(WORDS)).toContain("certification.last_name");
  await sweepAt("2032-06-02");
  await sweepAt("2032-07-31");
  expect(await theBase(school)).toHaveLength(3);
  await sweepAt("2032-08-01");
  await sweepAt("2032-08-02");
  // The rows that an import staged are deleted after it is done.
  await expect.poll(() => findInDatabase([...WORDS, gone])).toEqual([]);
  expect(await theBase(school)).toHaveLength(2);
  expect(await readFigures(inSchool(school), school.id)).toEqual([
    {
      schoolYear: "2026-2027",
      division: "3E A",
      type: "Pix",
      results: 2,
      validated: 1,
      mean: null,
    },
  ]);
  expect(await readComingEnd(inSchool(school), school.id)).toBeNull();
  expect(await journalOf("pupils.leavers_erased")).toEqual([
    { subject: "2026-2027", who: null, detail: '{"pupils":1,"results":2}' },
  ]);
});

test("a school without a warning is warned first, however long ago its leavers left", async () => {
  await aSchoolWithLeavers();
  await sweepAt("2040-01-10");
  expect(await theBase(school)).toHaveLength(3);
  const end = await readComingEnd(inSchool(school), school.id);
  expect(end).toMatchObject({
    pupils: 2,
    on: new Date(startOfParisDay("2040-01-10") + 60 * DAY).toISOString(),
  });
  await sweepAt("2040-03-09");
  expect(await theBase(school)).toHaveLength(3);
  await sweepAt("2040-03-11");
  expect(await theBase(school)).toHaveLength(1);
});

test("a pupil who came back in between is kept", async () => {
  const { gone } = await aSchoolWithLeavers();
  await sweepAt("2032-06-02");
  await inSchool(school)
    .DB.prepare("UPDATE pupil SET deactivated_at = NULL WHERE id = ?1")
    .bind(gone)
    .run();
  await sweepAt("2032-08-01");
  expect((await theBase(school)).map(({ id }) => id)).toContain(gone);
});

test("results without a pupil are erased five years after their school year, into the same figures", async () => {
  await aResult(school, { lastName: "CANARIPINSON", schoolYear: "2026-2027", division: "3E A" });
  await aResult(school, { lastName: "AUTRE", schoolYear: "2027-2028" });
  await sweepAt("2032-06-02");
  await sweepAt("2032-08-01");
  expect(await findInDatabase(["CANARIPINSON"])).toEqual([]);
  expect(await readFigures(inSchool(school), school.id)).toMatchObject([
    { results: 1, mean: null },
  ]);
});

test("a mean is shown from five results on", async () => {
  for (const score of [100, 200, 300, 400, 505])
    await aResult(school, { score, schoolYear: "2026-2027" });
  await sweepAt("2032-06-02");
  await sweepAt("2032-08-01");
  expect(await readFigures(inSchool(school), school.id)).toMatchObject([{ results: 5, mean: 301 }]);
});

test("a visit erases a slice; the next ones the rest, and the counts add up", async () => {
  const many = somePupils(450, 7);
  await importFile(school, admin, aSiecleFile(school, many));
  await inSchool(school)
    .DB.prepare("UPDATE pupil SET deactivated_at = ?2 WHERE organization_id = ?1")
    .bind(school.id, startOfParisDay("2027-03-10"))
    .run();
  await sweepAt("2032-06-02");
  await sweepAt("2032-08-01");
  expect(await theBase(school)).toHaveLength(250);
  for (const day of ["2032-08-02", "2032-08-03", "2032-08-04"]) await sweepAt(day);
  expect(await theBase(school)).toHaveLength(0);
  expect(await journalOf("pupils.leavers_erased")).toMatchObject([
    { detail: '{"pupils":450,"results":0}' },
  ]);
});

test("while an import is active nothing is erased; afterwards it is", async () => {
  await aSchoolWithLeavers();
  await sweepAt("2032-06-02");
  const active = await anAbandonedImport(school, admin.id);
  await sweepAt("2032-08-01");
  expect(await theBase(school)).toHaveLength(3);
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'cancelled', finished_at = 1 WHERE id = ?1")
    .bind(active)
    .run();
  await sweepAt("2032-08-02");
  expect(await theBase(school)).toHaveLength(2);
});

test("each statement of the sweep finds its rows by an index", async () => {
  const { COUNT_SLICE, ERASE_SLICE } = await import("./leaver-statements.ts");
  for (const sql of [COUNT_SLICE, ...ERASE_SLICE]) {
    const { results } = await inSchool(school)
      .DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(school.id, 1, "2026-2027", 200)
      .all<{ detail: string }>();
    const walks = results
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (?!\(|s\b|CONSTANT)\w/.test(detail));
    expect([sql, walks.filter((walk) => /pupil|certification|schooling/.test(walk))]).toEqual([
      sql,
      [],
    ]);
  }
});

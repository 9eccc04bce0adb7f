import { expect, test } from "vitest";
import { breakBindings } from "#tests/support/broken-bindings.ts";
import { aMember, aSchool, call, env } from "#tests/support/factories.ts";
import { recordStatements } from "#tests/support/recorded-statements.ts";
import { findWalks } from "#tests/support/table-walks.ts";
import { findSchool } from "./organizations/find-school.ts";
import { SWEEPS, sweep } from "./sweep.ts";

/**
 * `tests/support/setup-workers.ts` explains, at the end of each test file, every statement that the product ran. These
 * are its negative controls: it must report a walk, and record every statement.
 */

test.each([
  ["a whole table", "SELECT id FROM import WHERE filename = ?1", "SCAN import"],
  [
    "a whole index",
    "SELECT count(*) FROM campaign_answer",
    "SCAN campaign_answer USING COVERING INDEX campaign_answer_by_age",
  ],
  [
    "a table under another name",
    "SELECT u.id FROM membership AS m JOIN user u ON u.name = ?1 WHERE m.user_id = ?2",
    "SCAN u",
  ],
  ["what an UPDATE changes", "UPDATE outbox SET text = '' WHERE subject = ?1", "SCAN outbox"],
  ["what a DELETE deletes", "DELETE FROM account_link WHERE used_at < ?", "SCAN account_link"],
  [
    "what an INSERT copies",
    "INSERT INTO attempt (key, at) SELECT name, ?1 FROM organization WHERE city = ?2",
    "SCAN organization",
  ],
  [
    "a subquery",
    "SELECT value FROM json_each(?1) WHERE NOT EXISTS (SELECT 1 FROM document WHERE size = value)",
    "SCAN document",
  ],
])("a statement that reads %s is reported", async (_, sql, step) => {
  expect(await findWalks(env, [sql])).toEqual([{ sql, step }]);
});

test("a table that shares its name with an earlier result is still reported", async () => {
  const sql = `WITH page AS MATERIALIZED (SELECT r.line FROM certification_row r WHERE r.line = ?1)
    SELECT r.line FROM page r`;
  expect(await findWalks(env, [sql])).toContainEqual({ sql, step: "SCAN r" });
  const found = sql.replace("r.line = ?1", "r.import_id = ?1");
  expect(await findWalks(env, [found])).toEqual([]);
});

test.each([
  ["by a key", "SELECT name FROM user WHERE id = ?1"],
  ["by an index", "SELECT id FROM pupil WHERE organization_id = ?1 AND ine = ?2"],
  ["by its age", "DELETE FROM campaign_answer WHERE at < ?1"],
  ["of a parameter", "SELECT value FROM json_each(?1)"],
])("a statement that finds its rows %s is not", async (_, sql) => {
  expect(await findWalks(env, [sql])).toEqual([]);
});

test("every statement of the product is recorded, whatever prepares it, and those of tests are not", async () => {
  const statements = recordStatements(env.DB);
  const ofTheTest = "SELECT 'of the test' AS it";
  await env.DB.prepare(ofTheTest).run();
  const school = await aSchool();
  const admin = await aMember(school);
  // Prepared by a use case, by a request and the libraries behind it, and by a binding that a test replaced.
  await findSchool(env, school.uai);
  const answer = await call(`/api/organizations/${school.uai}/imports`, { as: admin });
  expect(answer.status).toBe(200);
  await sweep(breakBindings(env, () => false));

  const all = [...statements].map((sql) => sql.replace(/\s+/g, " "));
  expect(all).not.toContain(ofTheTest);
  expect(all.filter((sql) => sql.startsWith("INSERT INTO membership"))).toEqual([]);
  for (const part of [
    'from "organization" where',
    "FROM session",
    "FROM import WHERE",
    "DELETE FROM attempt",
  ])
    expect([part, all.some((sql) => sql.includes(part))]).toEqual([part, true]);
});

test("the sweeps, which look at the whole country, read no whole table", async () => {
  const statements = recordStatements(env.DB);
  await sweep(env);
  expect(statements.size).toBeGreaterThan(SWEEPS.length);
  expect(await findWalks(env, statements)).toEqual([]);
});

import { expect, test } from "vitest";
import { aSchool, env, inSchool } from "#tests/support/factories.ts";
import { onShard } from "../platform/school-env.ts";

/**
 * `tests/support/setup-workers.ts` refuses, in every test file, a batch with a statement of another database. These are
 * its negative controls.
 */

test("a statement of one database in a batch of another is refused, in all three databases", async () => {
  const [first, second] = [onShard(env, 1).DB, onShard(env, 2).DB];
  const ofCentral = env.DB.prepare("SELECT 1").bind();
  const ofFirst = first.prepare("SELECT 1");
  // @ts-expect-error a statement of the central database is no statement of a school database
  await expect(first.batch([ofFirst, ofCentral])).rejects.toThrow("in a batch of another");
  // @ts-expect-error nor the other way round
  await expect(env.DB.batch([ofFirst])).rejects.toThrow("in a batch of another");
  // Two school databases have one type: only the run sees this one.
  await expect(second.batch([ofFirst])).rejects.toThrow("in a batch of another");
  expect(await first.batch([ofFirst, first.prepare("SELECT 2")])).toHaveLength(2);
});

test("without a row of the school, nothing of the school can be written", async () => {
  const school = await aSchool();
  const { DB } = inSchool(school);
  await DB.prepare("DELETE FROM school WHERE id = ?1").bind(school.id).run();
  const late = DB.prepare(
    `INSERT INTO document (id, organization_id, kind, status, total, requested_by, created_at,
       heartbeat_at, expires_at) VALUES ('x', ?1, 'archive', 'queued', 1, '', 1, 1, 1)`,
  ).bind(school.id);
  await expect(late.run()).rejects.toThrow("FOREIGN KEY");
});

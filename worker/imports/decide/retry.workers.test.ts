import { expect, test } from "vitest";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  call,
  env,
  folderIn,
  inSchool,
  settle,
  theBase,
} from "#tests/support/factories.ts";
import { cleanImport } from "../run/clean-import.ts";
import { failImport } from "../run/end-import.ts";
import { loadImport } from "../store.ts";
import { retryImport } from "./decide.ts";

/** An import of one pupil that failed by our fault and was cleaned: only its upload is left. */
async function aFailedImport() {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anAbandonedImport(school, admin.id);
  const row = await loadImport(inSchool(school), id);
  expect(row && (await failImport(inSchool(school), row))).toBe(true);
  await cleanImport(inSchool(school), id);
  return { school, admin, decision: { organizationId: school.id, importId: id, userId: admin.id } };
}

test("an import that failed, was cleaned and then succeeded leaves neither object nor staged row", async () => {
  const { school, decision } = await aFailedImport();
  expect((await loadImport(inSchool(school), decision.importId))?.cleaned).toBe(1);
  expect(await retryImport(inSchool(school), decision)).toEqual({ ok: true });
  expect((await settle(decision.importId)).status).toBe("done");
  await cleanImport(inSchool(school), decision.importId);
  expect((await env.FILES.list({ prefix: folderIn(school, "imports") })).objects).toEqual([]);
  const staged = await inSchool(school)
    .DB.prepare(
      `SELECT (SELECT count(*) FROM import_row WHERE import_id = ?1) AS rows,
       (SELECT count(*) FROM import_class WHERE import_id = ?1) AS classes`,
    )
    .bind(decision.importId)
    .first();
  expect(staged).toEqual({ rows: 0, classes: 0 });
});

test("a failed import is not restarted while another is active: 409", async () => {
  const { school, admin, decision } = await aFailedImport();
  const active = await anAbandonedImport(school, admin.id);
  expect(await retryImport(inSchool(school), decision)).toEqual({ ok: false, reason: "CONFLICT" });
  const path = `/api/organizations/${school.uai}/imports/${decision.importId}/retry`;
  const answer = await call(path, { method: "POST", as: admin });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "CONFLICT", import: { status: "failed" } });
  expect((await loadImport(inSchool(school), active))?.status).toBe("received");
  expect(await theBase(school)).toEqual([]);
});

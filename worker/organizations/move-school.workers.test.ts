import { expect, test } from "vitest";
import {
  aMember,
  anUpload,
  aSchool,
  call,
  env,
  importFile,
  inSchool,
  settle,
  theBase,
} from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { anIne, aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { undoImport } from "../imports/decide/decide.ts";
import { commitImport } from "../imports/run/commit-import.ts";
import { loadImport } from "../imports/store.ts";
import { onShard } from "../platform/school-env.ts";
import { moveSchool } from "./move-school.ts";

/** A school with two imports and a result; and the other database. */
async function aSchoolToMove() {
  const school = await aSchool();
  const admin = await aMember(school);
  const ine = anIne();
  await importFile(school, admin, aSiecleFile(school, [{ ine, division: "6A" }, ...somePupils(3)]));
  const last = await importFile(
    school,
    admin,
    aSiecleFile(school, [{ ine, division: "6B" }, ...somePupils(3)]),
  );
  await aResult(school);
  const to = school.shard === 1 ? 2 : 1;
  const there = onShard(env, to);
  return { school, admin, last: await settle(last.id), to, there };
}

async function readBase({ DB }: ReturnType<typeof onShard>, id: number) {
  const tables = ["pupil", "schooling", "pupil_change", "import", "certification", "journal"];
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    const { results } = await DB.prepare(
      `SELECT * FROM ${table} WHERE organization_id = ?1 ORDER BY 1, 2, 3`,
    )
      .bind(id)
      .all();
    found[table] = results;
  }
  return found;
}

test("a moved school has all its data at the new place, and its lists and undo work there", async () => {
  const { school, admin, last, to, there } = await aSchoolToMove();
  const before = await readBase(inSchool(school), school.id);
  expect(await moveSchool(env, school.uai, to)).toMatchObject({ ok: true, from: school.shard, to });
  expect(await readBase(there, school.id)).toEqual(before);
  const pupils = await call(`/api/organizations/${school.uai}/pupils`, { as: admin });
  expect((await pupils.json<{ total: number }>()).total).toBeGreaterThan(0);
  const decision = { organizationId: school.id, importId: last.id, userId: admin.id };
  expect(await undoImport(there, decision)).toEqual({ ok: true });
  expect(await theBase(school)).toEqual([]);
});

test("after the move nothing of the school can be written at the former place", async () => {
  const { school, admin, last, to } = await aSchoolToMove();
  const row = await loadImport(inSchool(school), last.id);
  await moveSchool(env, school.uai, to);
  expect(row && (await commitImport(inSchool(school), { ...row, status: "applying" }))).toBe(null);
  const late = anUpload(school, admin, aSiecleFile(school, [{}]));
  await expect(late).rejects.toThrow();
});

test("a school that reads a file stays where it is", async () => {
  const { school, admin, to } = await aSchoolToMove();
  await anUpload(school, admin, aSiecleFile(school, [{}]));
  expect(await moveSchool(env, school.uai, to)).toEqual({ ok: false, reason: "BUSY" });
});

test("a move that was interrupted is finished by the next one; then there is nothing left to do", async () => {
  const { school, to, there } = await aSchoolToMove();
  const before = await readBase(inSchool(school), school.id);
  const dies = {
    ...env,
    DB: new Proxy(env.DB, {
      get: (db, name) => {
        const value: unknown = Reflect.get(db, name);
        if (name !== "prepare" || typeof value !== "function") {
          return typeof value === "function" ? value.bind(db) : value;
        }
        return (sql: string) => {
          if (sql.startsWith("UPDATE organization")) throw new Error("the process is gone");
          return db.prepare(sql);
        };
      },
    }),
  };
  await expect(moveSchool(dies, school.uai, to)).rejects.toThrow("gone");
  expect(await moveSchool(env, school.uai, to)).toMatchObject({ ok: true });
  expect(await readBase(there, school.id)).toEqual(before);
  expect(await moveSchool(env, school.uai, to)).toEqual({ ok: false, reason: "ALREADY_THERE" });
  expect(await moveSchool(env, school.uai, 9)).toEqual({ ok: false, reason: "UNKNOWN_DATABASE" });
  expect(await moveSchool(env, "0000000X", to)).toEqual({ ok: false, reason: "UNKNOWN_SCHOOL" });
});

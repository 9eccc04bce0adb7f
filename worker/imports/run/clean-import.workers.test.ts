import { zipSync } from "fflate";
import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  env,
  folderIn,
  homeOfImport,
  importFile,
} from "#tests/support/factories.ts";
import { aSiecleFile, type SiecleFilePupil, somePupils } from "#tests/support/siecle-file.ts";
import { loadImport } from "../store.ts";
import { cleanImport } from "./clean-import.ts";

/** One error and one pupil left out. */
const REFUSED: SiecleFilePupil[] = [{ sex: "" }, { ine: "" }];

/** Imports, then cleans and waits for the end: the import itself does not wait for its cleaning. */
async function aSchoolThatImports() {
  const school = await aSchool();
  const admin = await aMember(school);
  return {
    school,
    async imports(file: Uint8Array) {
      const told = await importFile(school, admin, file);
      await cleanImport(await homeOfImport(told.id), told.id);
      return told;
    },
  };
}

async function detailsOf(importId: string) {
  return await (await homeOfImport(importId)).DB.prepare(
    `SELECT (SELECT count(*) FROM import_error WHERE import_id = ?1) AS errors,
       (SELECT count(*) FROM import_skip WHERE import_id = ?1) AS skips`,
  )
    .bind(importId)
    .first();
}

test("a success deletes the errors and the pupils left out of earlier imports, not its own", async () => {
  const { school, imports } = await aSchoolThatImports();
  const refused = await imports(aSiecleFile(school, REFUSED));
  expect(await detailsOf(refused.id)).toEqual({ errors: 1, skips: 1 });
  const done = await imports(aSiecleFile(school, [{}, { ine: "" }]));
  expect(done.status).toBe("done");
  expect(await detailsOf(refused.id)).toEqual({ errors: 0, skips: 0 });
  expect(await detailsOf(done.id)).toEqual({ errors: 0, skips: 1 });
});

test("a refused import deletes nothing of earlier imports", async () => {
  const { school, imports } = await aSchoolThatImports();
  const first = await imports(aSiecleFile(school, REFUSED));
  await imports(aSiecleFile(school, REFUSED));
  expect(await detailsOf(first.id)).toEqual({ errors: 1, skips: 1 });
  expect((await loadImport(await homeOfImport(first.id), first.id))?.purged).toBe(0);
});

test("once a zip is imported, the zip and its inflated file are deleted", async () => {
  const { school, imports } = await aSchoolThatImports();
  const done = await imports(zipSync({ "a.xml": aSiecleFile(school, somePupils(3)) }));
  expect(done.status).toBe("done");
  await expect
    .poll(async () => (await env.FILES.list({ prefix: folderIn(school, "imports") })).objects)
    .toEqual([]);
});

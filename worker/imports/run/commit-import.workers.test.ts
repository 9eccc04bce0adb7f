import { expect, test, vi } from "vitest";
import {
  aMember,
  aSchool,
  env,
  folderIn,
  homeOfImport,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { anIne, aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { loadImport } from "../store.ts";
import { commitImport } from "./commit-import.ts";

test("a first import adds every pupil of the file, with the class of the year", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const done = await importFile(school, admin, aSiecleFile(school, somePupils(30)));
  expect(done.status).toBe("done");
  expect(done.counts).toEqual({
    added: 30,
    changed: 0,
    unchanged: 0,
    reactivated: 0,
    deactivated: 0,
    skipped: 0,
  });
  expect(await theBase(school)).toHaveLength(30);
  const years = await inSchool(school)
    .DB.prepare(
      "SELECT DISTINCT year || '-' || (year + 1) AS school_year, count(*) AS n FROM schooling WHERE organization_id = ?1",
    )
    .bind(school.id)
    .first();
  expect(years).toEqual({ school_year: "2026-2027", n: 30 });
});

test("importing the same file again changes nothing", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const file = aSiecleFile(school, somePupils(12));
  await importFile(school, admin, file);
  const before = await theBase(school);
  const again = await importFile(school, admin, file);
  expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: 12, deactivated: 0 });
  expect(await theBase(school)).toEqual(before);
});

test("a pupil absent from the file is deactivated and keeps its row, which a later file reactivates", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = somePupils(10);
  await importFile(school, admin, aSiecleFile(school, pupils));
  const leaver = (await theBase(school))[0];
  const without = await importFile(school, admin, aSiecleFile(school, pupils.slice(1)));
  expect(without.counts).toMatchObject({ deactivated: 1, unchanged: 9 });
  expect((await theBase(school))[0]?.deactivated_at).not.toBeNull();
  const back = await importFile(school, admin, aSiecleFile(school, pupils));
  expect(back.counts).toMatchObject({ reactivated: 1, unchanged: 9, added: 0 });
  expect((await theBase(school))[0]).toMatchObject({ id: leaver?.id, deactivated_at: null });
});

test("a pupil that the file lists as having left is deactivated, like a pupil it does not list", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const [stays, leaves] = somePupils(2);
  await importFile(school, admin, aSiecleFile(school, somePupils(2)));
  const gone = { ...leaves, extra: "<DATE_SORTIE>01/09/2026</DATE_SORTIE>" };
  const done = await importFile(school, admin, aSiecleFile(school, [{ ...stays }, gone]));
  expect(done.counts).toMatchObject({ unchanged: 1, deactivated: 1, skipped: 1 });
  expect((await theBase(school))[1]?.deactivated_at).not.toBeNull();
});

test("a changed pupil gets every column of the file, including an optional one that is now empty", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const ine = anIne();
  const named = { ine, lastName: "MOREAU", extra: "<NOM_USAGE>PETIT</NOM_USAGE>" };
  await importFile(school, admin, aSiecleFile(school, [named]));
  const changed = await importFile(
    school,
    admin,
    aSiecleFile(school, [{ ine, lastName: "MOREAU-GARNIER", division: "5B" }]),
  );
  expect(changed.counts).toMatchObject({ changed: 1, added: 0 });
  expect((await theBase(school))[0]).toMatchObject({
    last_name: "MOREAU-GARNIER",
    usual_name: "",
    division: "5B",
    search: "moreaugarnier\tlila\t",
  });
});

test("the same INE in another school is another pupil", async () => {
  const [one, other] = [await aSchool(), await aSchool()];
  const ine = anIne();
  await importFile(one, await aMember(one), aSiecleFile(one, [{ ine }]));
  const done = await importFile(other, await aMember(other), aSiecleFile(other, [{ ine }]));
  expect(done.counts.added).toBe(1);
  const ids = [...(await theBase(one)), ...(await theBase(other))].map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test("a new school year keeps the class of the year before", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const ine = anIne();
  await importAnyway(
    school,
    admin,
    aSiecleFile(school, [{ ine, division: "6A" }], { year: "2025" }),
  );
  await importFile(school, admin, aSiecleFile(school, [{ ine, division: "5A" }], { year: "2026" }));
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT year || '-' || (year + 1) AS school_year, division FROM schooling WHERE organization_id = ?1 ORDER BY year",
    )
    .bind(school.id)
    .all();
  expect(results).toEqual([
    { school_year: "2025-2026", division: "6A" },
    { school_year: "2026-2027", division: "5A" },
  ]);
});

test("once done, the staging and the file are deleted, and the journal records the import", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const done = await importFile(school, admin, aSiecleFile(school, somePupils(5)));
  await waitForCleaning(done.id);
  const left = await inSchool(school)
    .DB.prepare(
      `SELECT (SELECT count(*) FROM import_row WHERE import_id = ?1) AS rows,
       (SELECT count(*) FROM import_class WHERE import_id = ?1) AS classes`,
    )
    .bind(done.id)
    .first();
  expect(left).toEqual({ rows: 0, classes: 0 });
  expect((await env.FILES.list({ prefix: folderIn(school, "imports") })).objects).toEqual([]);
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT event, user_id, subject FROM journal WHERE organization_id = ?1 ORDER BY at, n",
    )
    .bind(school.id)
    .all();
  expect(results).toEqual([
    { event: "import.received", user_id: admin.id, subject: "1" },
    { event: "import.done", user_id: admin.id, subject: "1" },
  ]);
});

test("the commit is refused when a staged row is missing, and writes nothing", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = crypto.randomUUID();
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO import (id, organization_id, number, created_by, created_by_name, filename, format, kind,
       status, source_size, total_bytes, created_at, heartbeat_at, row_count,
       base_version_seen, school_year)
     VALUES (?1, ?2, 9, ?3, 'x', 'x.xml', 'xml', 'siecle', 'applying', 1, 1, 1, 1, 3, 0, '2026-2027')`,
    )
    .bind(id, school.id, admin.id)
    .run();
  const row = await loadImport(inSchool(school), id);
  expect(row && (await commitImport(inSchool(school), row))).toBe(null);
  expect((await loadImport(inSchool(school), id))?.status).toBe("applying");
});

test("the commit is refused when the base changed since the check, and writes nothing", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(15)));
  const before = await theBase(school);
  await inSchool(school).DB.batch([
    inSchool(school)
      .DB.prepare("UPDATE import SET status = 'applying' WHERE id = ?1")
      .bind(waiting.id),
    inSchool(school)
      .DB.prepare("UPDATE school SET base_version = base_version + 1 WHERE id = ?1")
      .bind(school.id),
  ]);
  const row = await loadImport(await homeOfImport(waiting.id), waiting.id);
  expect(row && (await commitImport(inSchool(school), row))).toBe(null);
  expect(await theBase(school)).toEqual(before);
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'cancelled' WHERE id = ?1")
    .bind(waiting.id)
    .run();
});

async function waitForCleaning(importId: string): Promise<void> {
  await vi.waitFor(async () => {
    const row = await (await homeOfImport(importId)).DB.prepare(
      "SELECT cleaned FROM import WHERE id = ?1",
    )
      .bind(importId)
      .first<{ cleaned: number }>();
    expect(row?.cleaned).toBe(1);
  });
}

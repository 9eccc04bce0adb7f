import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  call,
  env,
  homeOfImport,
  importFile,
  inSchool,
  settle,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { confirmImport, retryImport, undoImport } from "../decide/decide.ts";
import { failImport } from "../run/end-import.ts";
import { loadImport } from "../store.ts";
import { readImportPage, readImports, readLatestImport } from "./read-imports.ts";

test("a retried import is the latest one, even if a newer import has ended", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const of = { organizationId: school.id, role: "admin" } as const;
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const older = await importFile(school, admin, aSiecleFile(school, somePupils(10)));
  await failWaiting(older.id);
  const newer = await importFile(school, admin, aSiecleFile(school, somePupils(49)));
  expect((await readLatestImport(inSchool(school), of))?.id).toBe(newer.id);

  const decision = { organizationId: school.id, importId: older.id, userId: admin.id };
  expect(await retryImport(inSchool(school), decision)).toEqual({ ok: true });
  expect((await settle(older.id)).status).toBe("awaiting-confirmation");
  expect(await readLatestImport(inSchool(school), of)).toMatchObject({
    id: older.id,
    status: "awaiting-confirmation",
  });
  expect(await readImportPage(inSchool(school), of)).toMatchObject({
    latest: { id: older.id },
    lastDone: { id: newer.id },
    confirmation: { active: 49, foundAgain: 10 },
  });
  const file = new Uint8Array(aSiecleFile(school, [{}]));
  const busy = await call(`/api/organizations/${school.uai}/imports`, {
    method: "POST",
    body: file,
    headers: { "Content-Length": String(file.byteLength) },
    as: admin,
  });
  expect(await busy.json()).toMatchObject({ code: "IMPORT_ACTIVE", import: { id: older.id } });

  expect(await confirmImport(inSchool(school), decision)).toEqual({ ok: true });
  expect((await settle(older.id)).status).toBe("done");
  expect(await readImportPage(inSchool(school), of)).toMatchObject({
    latest: { id: older.id, status: "done" },
    lastDone: { id: older.id },
  });
});

test("an undone import is the latest one, even if another file was refused in between", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const of = { organizationId: school.id, role: "admin" } as const;
  const first = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  const taken = await importFile(school, admin, aSiecleFile(school, somePupils(5)));
  const refused = await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  expect((await readLatestImport(inSchool(school), of))?.id).toBe(refused.id);
  const decision = { organizationId: school.id, importId: taken.id, userId: admin.id };
  expect(await undoImport(inSchool(school), decision)).toEqual({ ok: true });
  expect(await readImportPage(inSchool(school), of)).toMatchObject({
    latest: { id: taken.id, status: "undone" },
    lastDone: { id: first.id },
    activePupils: 3,
  });
});

test("each refused import of a list tells its own errors, and a member none", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(2)));
  await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  await importFile(school, admin, aSiecleFile(school, [{ birthDate: "32/01/2013" }, { sex: "" }]));
  const told = async (role: "admin" | "member") => {
    const of = { organizationId: school.id, role, page: 1 };
    const { imports } = await readImports(inSchool(school), of);
    return imports.map(({ errorCount, errors }) => [errorCount, errors.map(({ code }) => code)]);
  };
  expect(await told("admin")).toEqual([
    [2, ["BIRTH_DATE_INVALID", "SEX_REQUIRED"]],
    [1, ["SEX_REQUIRED"]],
    [0, []],
  ]);
  expect(await told("member")).toEqual([2, 1, 0].map((count) => [count, []]));
});

test("the history stays in the order of the uploads", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const ids: string[] = [];
  for (const sex of ["", "1", ""]) {
    ids.unshift((await importFile(school, admin, aSiecleFile(school, [{ sex }]))).id);
  }
  await inSchool(school)
    .DB.prepare("UPDATE import SET seq = seq + 1 WHERE id = ?1")
    .bind(ids[2])
    .run();
  const page = await readImportPage(inSchool(school), { organizationId: school.id });
  expect(page.history.imports.map(({ id }) => id)).toEqual(ids);
  expect(page.latest?.id).toBe(ids[2]);
});

test("each change of any import of the school gets a higher revision than all before", async () => {
  const [school, other] = [await aSchool(), await aSchool()];
  const admin = await aMember(school);
  const of = { organizationId: school.id, role: "admin" } as const;
  const told: number[] = [];
  const look = async () => told.push((await readLatestImport(inSchool(school), of))?.revision ?? 0);

  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  await look();
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(10)));
  await look();
  await importFile(other, await aMember(other), aSiecleFile(other, somePupils(3)));
  await look();
  const decision = { organizationId: school.id, importId: waiting.id, userId: admin.id };
  await failWaiting(waiting.id);
  await look();
  await retryImport(inSchool(school), decision);
  await settle(waiting.id);
  await look();
  await confirmImport(inSchool(school), decision);
  await settle(waiting.id);
  await look();
  await undoImport(inSchool(school), decision);
  await look();
  // The import of another school does not raise the revision here.
  const steps = told.slice(1).map((revision, index) => revision - (told[index] ?? 0));
  expect(steps[1]).toBe(0);
  expect(steps.filter((step) => step > 0)).toHaveLength(steps.length - 1);
  const { results } = await inSchool(school)
    .DB.prepare(
      "SELECT count(*) = count(DISTINCT revision) AS distinct_ones FROM import WHERE organization_id = ?1",
    )
    .bind(school.id)
    .all();
  expect(results).toEqual([{ distinct_ones: 1 }]);
});

test("the import that moved last is found among those of the school", async () => {
  const { results } = await env.SCHOOLS_1.prepare(
    `EXPLAIN QUERY PLAN SELECT * FROM import WHERE organization_id = ?1
     ORDER BY revision DESC LIMIT 1`,
  )
    .bind("any")
    .all<{ detail: string }>();
  expect(results.map(({ detail }) => detail)).toEqual([
    "SEARCH import USING PRIMARY KEY (organization_id=?)",
    "USE TEMP B-TREE FOR ORDER BY",
  ]);
});

/** Fails a waiting import as a broken step would: the file is kept for a retry. */
async function failWaiting(importId: string): Promise<void> {
  await (await homeOfImport(importId)).DB.prepare(
    "UPDATE import SET status = 'checking', seq = seq + 1 WHERE id = ?1",
  )
    .bind(importId)
    .run();
  const row = await loadImport(await homeOfImport(importId), importId);
  expect(row && (await failImport(inSchool(row.organizationId), row))).toBe(true);
}

test("what an import did to the levels is what it announced before its decision", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const of = { organizationId: school.id, role: "admin" } as const;
  const [SIXTH, FIFTH, THIRD] = ["10010012110", "10110013110", "10310019110"];
  const mefs = [SIXTH, SIXTH, SIXTH, FIFTH, FIFTH, THIRD, THIRD];
  const base = somePupils(7).map((pupil, place) => ({ ...pupil, mef: mefs[place] ?? "" }));
  await importFile(school, admin, aSiecleFile(school, base));
  expect((await readImportPage(inSchool(school.id), of)).doneLevels).toMatchObject([
    { level: "6e", before: 0, after: 3, arrives: 3 },
    { level: "5e", before: 0, after: 2, arrives: 2 },
    { level: "3e", before: 0, after: 2, arrives: 2 },
  ]);
  // One leaves, who comes back with the next file.
  await importFile(school, admin, aSiecleFile(school, base.slice(0, 6)));
  const next = [
    { ...base[0], mef: FIFTH },
    { ...base[1], division: "6Z" },
    ...base.slice(3),
    { lastName: "NOUVEAU", mef: SIXTH },
  ];
  const file = new Uint8Array(aSiecleFile(school, next));
  const answer = await call(`/api/organizations/${school.uai}/imports?preview=1`, {
    ...{ method: "POST", body: file, as: admin },
    headers: { "Content-Length": String(file.byteLength) },
  });
  const { id } = await answer.json<{ id: string }>();
  expect((await settle(id)).status).toBe("awaiting-confirmation");
  const waiting = await readImportPage(inSchool(school.id), of);
  expect(waiting.doneLevels).toEqual([]);
  expect(waiting.confirmation?.levels).toMatchObject([
    { level: "6e", before: 3, after: 2, stays: 1, movesOut: 1, leaves: 1, arrives: 1 },
    { level: "5e", before: 2, after: 3, stays: 2, movesIn: 1 },
    { level: "3e", before: 1, after: 2, stays: 1, arrives: 1 },
  ]);
  await confirmImport(inSchool(school.id), {
    organizationId: school.id,
    importId: id,
    userId: admin.id,
  });
  expect((await settle(id)).status).toBe("done");
  expect((await readImportPage(inSchool(school.id), of)).doneLevels).toEqual(
    waiting.confirmation?.levels,
  );
});

import { expect, test, vi } from "vitest";
import {
  aMember,
  anUpload,
  aSchool,
  deliver,
  env,
  homeOfImport,
  importAnyway,
  importFile,
  inSchool,
  settle,
  theBase,
} from "#tests/support/factories.ts";
import { anIne, aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { cleanImport } from "../run/clean-import.ts";
import { failImport } from "../run/end-import.ts";
import { readImportPage } from "../show/read-imports.ts";
import { listSkipped } from "../show/read-lists.ts";
import { loadImport } from "../store.ts";
import { cancelImport, confirmImport, expireImport, retryImport, undoImport } from "./decide.ts";

/** A school of 50 pupils and a file that keeps 15 of them: 35 would be deactivated. */
async function aBrakedImport() {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(15)));
  const decision = { organizationId: school.id, importId: waiting.id, userId: admin.id };
  return { school, admin, waiting, decision };
}

test("deactivating more than half of the base, and more than twenty pupils, waits for a confirmation", async () => {
  const said = vi.spyOn(console, "log").mockReturnValue();
  const { school, waiting, decision } = await aBrakedImport();
  const lines = said.mock.calls.flat().filter((line) => String(line).includes("import.waits"));
  said.mockRestore();
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ...{ at: expect.any(String), event: "import.waits", importId: waiting.id },
      reasons: ["few-in-common", "brake"],
    },
  ]);
  expect(waiting).toMatchObject({
    status: "awaiting-confirmation",
    counts: { deactivated: 35, unchanged: 15 },
  });
  const page = await readImportPage(inSchool(school), { organizationId: school.id });
  expect(waiting.reasons).toEqual(["few-in-common", "brake"]);
  expect(page.confirmation).toMatchObject({ active: 50, foundAgain: 15, olderThan: null });
  expect((await theBase(school)).filter((pupil) => pupil.deactivated_at === null)).toHaveLength(50);
  expect(await confirmImport(inSchool(school), decision)).toEqual({ ok: true });
  expect((await settle(waiting.id)).status).toBe("done");
  expect((await theBase(school)).filter((pupil) => pupil.deactivated_at === null)).toHaveLength(15);
});

test("deactivating twenty pupils does not wait, nor does exactly half of the base", async () => {
  const small = await aSchool();
  const head = await aMember(small);
  await importFile(small, head, aSiecleFile(small, somePupils(39)));
  const leaving = somePupils(39).map((pupil, index) =>
    index < 20 ? { ...pupil, division: "" } : pupil,
  );
  expect(await importFile(small, head, aSiecleFile(small, leaving))).toMatchObject({
    status: "done",
    counts: { deactivated: 20 },
  });

  const half = await aSchool();
  const admin = await aMember(half);
  await importFile(half, admin, aSiecleFile(half, somePupils(60)));
  expect((await importFile(half, admin, aSiecleFile(half, somePupils(30)))).status).toBe("done");
});

test("a cancelled import changes nothing and can no longer be confirmed", async () => {
  const { school, waiting, decision } = await aBrakedImport();
  expect(await cancelImport(inSchool(school), decision)).toEqual({ ok: true });
  expect((await loadImport(await homeOfImport(waiting.id), waiting.id))?.status).toBe("cancelled");
  expect(await confirmImport(inSchool(school), decision)).toEqual({
    ok: false,
    reason: "CONFLICT",
  });
  expect(await cancelImport(inSchool(school), decision)).toEqual({ ok: false, reason: "CONFLICT" });
  expect((await theBase(school)).filter((pupil) => pupil.deactivated_at === null)).toHaveLength(50);
});

test("a file exported before the last imported one waits, and the page says why", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const recent = { exportedAt: "10/09/2026 10:00:00" };
  const older = { exportedAt: "02/09/2026 08:00:00" };
  await importFile(school, admin, aSiecleFile(school, somePupils(5), recent));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(5), older));
  expect(waiting.status).toBe("awaiting-confirmation");
  const page = await readImportPage(inSchool(school), { organizationId: school.id });
  expect(waiting).toMatchObject({ reasons: ["older"], exportedAt: "2026-09-02T08:00:00" });
  expect(page.confirmation?.olderThan).toBe("2026-09-10T10:00:00");
});

test("undo restores every column and the classes of the year, and removes the added pupils", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const leaver = { ine: anIne(), lastName: "PARTI" };
  const mover = { ine: anIne(), lastName: "AILLEURS" };
  const absent = { ine: anIne(), lastName: "ABSENT" };
  const stays = somePupils(6);
  const first = aSiecleFile(school, [...stays, leaver, mover, absent]);
  await importFile(school, admin, first);
  await importFile(
    school,
    admin,
    aSiecleFile(school, [...stays, leaver, { ...mover, division: "6B" }]),
  );
  const base = await theBase(school);
  const classes = await schoolings(school.id);
  const last = await importFile(
    school,
    admin,
    aSiecleFile(school, [
      ...stays,
      { ...mover, lastName: "AUTRE", division: "5C" },
      absent,
      { ine: anIne(), lastName: "NOUVEAU" },
    ]),
  );
  expect(last.counts).toMatchObject({ added: 1, changed: 1, reactivated: 1, deactivated: 1 });
  const decision = { organizationId: school.id, importId: last.id, userId: admin.id };
  expect(await undoImport(inSchool(school), decision)).toEqual({ ok: true });
  expect(await theBase(school)).toEqual(base);
  expect(await schoolings(school.id)).toEqual(classes);
  expect((await loadImport(await homeOfImport(last.id), last.id))?.status).toBe("undone");
});

test("undo removes the class of a new year from a pupil that did not change", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importAnyway(school, admin, aSiecleFile(school, somePupils(3), { year: "2025" }));
  const again = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  expect(again.counts.unchanged).toBe(3);
  expect(await schoolings(school.id)).toHaveLength(6);
  await undoImport(inSchool(school), {
    organizationId: school.id,
    importId: again.id,
    userId: admin.id,
  });
  expect(await schoolings(school.id)).toHaveLength(3);
});

test("an added pupil that other rows refer to is deactivated instead of deleted", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const done = await importFile(school, admin, aSiecleFile(school, [{}]));
  const added = (await theBase(school))[0];
  await inSchool(school)
    .DB.prepare(
      "INSERT INTO schooling (organization_id, pupil_id, year, division, mef) VALUES (?1, ?2, 2024, '6Z', '')",
    )
    .bind(school.id, added?.id ?? "")
    .run();
  await undoImport(inSchool(school), {
    organizationId: school.id,
    importId: done.id,
    userId: admin.id,
  });
  expect((await theBase(school))[0]?.deactivated_at).not.toBeNull();
});

test("only the last write of the base can be undone; after an undo, the import before it cannot", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const first = await importFile(school, admin, aSiecleFile(school, somePupils(4)));
  const second = await importFile(school, admin, aSiecleFile(school, somePupils(5)));
  const of = (importId: string) => ({ organizationId: school.id, importId, userId: admin.id });
  expect(await undoImport(inSchool(school), of(first.id))).toEqual({
    ok: false,
    reason: "CONFLICT",
  });
  expect(await undoImport(inSchool(school), of(second.id))).toEqual({ ok: true });
  expect(await undoImport(inSchool(school), of(second.id))).toEqual({
    ok: false,
    reason: "CONFLICT",
  });
  expect(await undoImport(inSchool(school), of(first.id))).toEqual({
    ok: false,
    reason: "CONFLICT",
  });
  const third = await importFile(school, admin, aSiecleFile(school, somePupils(5)));
  expect(await undoImport(inSchool(school), of(third.id))).toEqual({ ok: true });
});

test("a later refused import does not prevent undo; an active one does", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const done = await importFile(school, admin, aSiecleFile(school, somePupils(60)));
  await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(10)));
  const undo = { organizationId: school.id, importId: done.id, userId: admin.id };
  expect(await undoImport(inSchool(school), undo)).toEqual({ ok: false, reason: "CONFLICT" });
  await cancelImport(inSchool(school), { ...undo, importId: waiting.id });
  expect(await undoImport(inSchool(school), undo)).toEqual({ ok: true });
  expect(await theBase(school)).toEqual([]);
});

test("an import confirmed at the last moment does not expire", async () => {
  const { waiting, decision } = await aBrakedImport();
  // As `confirmImport` does, but without waking the desk: nothing else may move the import before it expires.
  await (await homeOfImport(waiting.id)).DB.prepare(
    "UPDATE import SET status = 'applying', seq = seq + 1 WHERE id = ?1",
  )
    .bind(waiting.id)
    .run();
  expect(await expireImport(inSchool(decision.organizationId), decision)).toEqual({
    ok: false,
    reason: "CONFLICT",
  });
  expect((await settle(waiting.id)).status).toBe("done");
});

test("an import whose changes may already be deleted can no longer be undone", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const done = await importFile(school, admin, aSiecleFile(school, somePupils(5)));
  const age = (days: number) =>
    inSchool(school)
      .DB.prepare("UPDATE import SET finished_at = ?2 WHERE id = ?1")
      .bind(done.id, Date.now() - days * 86_400_000)
      .run();
  const undo = { organizationId: school.id, importId: done.id, userId: admin.id };
  await age(365);
  const page = await readImportPage(inSchool(school), { organizationId: school.id });
  expect(page.canUndo).toBe(false);
  expect(await undoImport(inSchool(school), undo)).toEqual({ ok: false, reason: "CONFLICT" });
  expect(await theBase(school)).toHaveLength(5);
  await age(363);
  expect(await undoImport(inSchool(school), undo)).toEqual({ ok: true });
});

test("a retry after another success lists the pupils it leaves out, and deletes the list in time", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const few = [...somePupils(10), { ine: "", firstName: "Zoé" }];
  const waiting = await importFile(school, admin, aSiecleFile(school, few));
  await confirmAndFail(waiting.id);
  await cleanImport(inSchool(school), waiting.id);
  const other = await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  await cleanImport(inSchool(school), other.id);
  expect((await loadImport(inSchool(school), waiting.id))?.purged).toBe(1);
  const decision = { organizationId: school.id, importId: waiting.id, userId: admin.id };
  expect(await retryImport(inSchool(school), decision)).toEqual({ ok: true });
  await settle(waiting.id);
  const list = await listSkipped(inSchool(school), { ...decision, page: 1 });
  expect(list?.skipped.map(({ pupil }) => pupil)).toEqual(["Zoé MOREAU"]);
});

test("a failed import starts again from its own file, without a second upload", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(10)));
  const decision = { organizationId: school.id, importId: waiting.id, userId: admin.id };
  expect(await retryImport(inSchool(school), decision)).toEqual({ ok: false, reason: "CONFLICT" });
  await confirmAndFail(waiting.id);
  await cleanImport(await homeOfImport(waiting.id), waiting.id);
  const failed = await loadImport(await homeOfImport(waiting.id), waiting.id);
  expect(failed).toMatchObject({ status: "failed", unchanged: 0, deactivated: 0 });
  expect(await retryImport(inSchool(school), decision)).toEqual({ ok: true });
  const again = await settle(waiting.id);
  expect(again).toMatchObject({ id: waiting.id, status: "awaiting-confirmation" });
  expect((await loadImport(await homeOfImport(waiting.id), waiting.id))?.epoch).toBeGreaterThan(
    failed?.epoch ?? 99,
  );
});

test("a failed import whose file is deleted cannot start again", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(10)));
  await confirmAndFail(waiting.id);
  const row = await loadImport(inSchool(school), waiting.id);
  await env.FILES.delete(row?.sourceKey ?? "");
  const decision = { organizationId: school.id, importId: waiting.id, userId: admin.id };
  expect(await retryImport(inSchool(school), decision)).toEqual({ ok: false, reason: "CONFLICT" });
});

test("a message that failed too often ends its import as failed; a late one changes nothing", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const id = await anUpload(school, admin, aSiecleFile(school, somePupils(3)));
  await settle(id);
  await deliver("imports-dead", { v: 1, organizationId: school.id, importId: id, epoch: 0 });
  expect((await loadImport(await homeOfImport(id), id))?.status).toBe("done");
});

test("decisions about another school's import answer NOT_FOUND", async () => {
  const { decision } = await aBrakedImport();
  const stranger = await aSchool();
  const foreign = { ...decision, organizationId: stranger.id };
  for (const decide of [confirmImport, cancelImport, undoImport, retryImport]) {
    expect(await decide(inSchool(foreign.organizationId), foreign)).toEqual({
      ok: false,
      reason: "NOT_FOUND",
    });
  }
});

/** Ends the import as a broken step would, without waiting minutes for the watchdog. */
async function confirmAndFail(importId: string): Promise<void> {
  await (await homeOfImport(importId)).DB.prepare(
    "UPDATE import SET status = 'checking', seq = seq + 1 WHERE id = ?1",
  )
    .bind(importId)
    .run();
  const row = await loadImport(await homeOfImport(importId), importId);
  if (row) await failImport(inSchool(row.organizationId), row);
}

async function schoolings(organizationId: number) {
  const { results } = await inSchool(organizationId)
    .DB.prepare("SELECT * FROM schooling WHERE organization_id = ?1 ORDER BY pupil_id, year")
    .bind(organizationId)
    .all();
  return results;
}

import { expect, test } from "vitest";
import { aMember, aSchool, importFile, inSchool, settle } from "#tests/support/factories.ts";
import { anIne, aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { readImportPage } from "../show/read-imports.ts";
import type { Import } from "../view.ts";
import { confirmImport, undoImport } from "./decide.ts";

/** A school and its administrator, with functions that import the first N pupils, or a file of a given date. */
async function aBusySchool() {
  const school = await aSchool();
  const admin = await aMember(school);
  const decide = (decision: typeof confirmImport, { id }: Import) =>
    decision(inSchool(school), { organizationId: school.id, importId: id, userId: admin.id });
  return {
    school,
    first: (count: number) => importFile(school, admin, aSiecleFile(school, somePupils(count))),
    more: (file: Uint8Array) => importFile(school, admin, file),
    dated: (exportedAt: string) =>
      importFile(school, admin, aSiecleFile(school, somePupils(5), { exportedAt })),
    async confirm(one: Import) {
      expect(await decide(confirmImport, one)).toEqual({ ok: true });
      return await settle(one.id);
    },
    undo: async (one: Import) => expect(await decide(undoImport, one)).toEqual({ ok: true }),
    confirmation: async () =>
      (await readImportPage(inSchool(school), { organizationId: school.id })).confirmation,
  };
}

test.each([
  [40, 19, "awaiting-confirmation"],
  [60, 29, "awaiting-confirmation"],
  [41, 20, "awaiting-confirmation"],
  [42, 21, "done"],
  [60, 30, "done"],
  [30, 15, "done"],
  // Fewer than half of at least 20 pupils are found again; too few leave for the brake.
  [30, 14, "awaiting-confirmation"],
  [20, 9, "awaiting-confirmation"],
  [19, 1, "done"],
])("of %i active pupils a file keeps %i: %s", async (active, kept, status) => {
  const { first } = await aBusySchool();
  await first(active);
  expect((await first(kept)).status).toBe(status);
});

test("pupils deactivated earlier do not count in the half that would leave", async () => {
  const { first, confirmation } = await aBusySchool();
  await first(60);
  expect((await first(40)).counts.deactivated).toBe(20);
  expect((await first(19)).status).toBe("awaiting-confirmation");
  expect(await confirmation()).toMatchObject({ active: 40, foundAgain: 19 });
});

test("the predicted counts of a waiting import ignore another school's pupils", async () => {
  const { school, first, more } = await aBusySchool();
  const elsewhere = await aBusySchool();
  const ine = anIne();
  await first(50);
  await elsewhere.first(50);
  await elsewhere.more(aSiecleFile(elsewhere.school, [...somePupils(50), { ine }]));
  const waiting = await more(aSiecleFile(school, [...somePupils(10), { ine }]));
  expect(waiting).toMatchObject({
    status: "awaiting-confirmation",
    counts: { added: 1, changed: 0, unchanged: 10, reactivated: 0, deactivated: 40 },
  });
});

test("a file is compared with the last imported file, not with the most recently exported one", async () => {
  const { dated, confirm } = await aBusySchool();
  await dated("10/09/2026 10:00:00");
  const old = await dated("02/09/2026 10:00:00");
  expect(old.status).toBe("awaiting-confirmation");
  expect((await confirm(old)).status).toBe("done");
  expect((await dated("05/09/2026 10:00:00")).status).toBe("done");
});

test("an undone import is no longer the last imported one", async () => {
  const { dated, undo } = await aBusySchool();
  await dated("10/09/2026 10:00:00");
  await undo(await dated("12/09/2026 10:00:00"));
  expect((await dated("11/09/2026 10:00:00")).status).toBe("done");
});

test.each([
  ["10/09/2026 10:00:00", "10/09/2026", "done"],
  ["10/09/2026", "10/09/2026 08:00:00", "done"],
  ["10/09/2026", "10/09/2026", "done"],
  ["10/09/2026 10:00:00", "09/09/2026", "awaiting-confirmation"],
  ["10/09/2026", "09/09/2026 23:59:59", "awaiting-confirmation"],
  ["10/09/2026 10:00:00", "10/09/2026 09:59:59", "awaiting-confirmation"],
])(
  "after a file of %s, one of %s: %s (compared by day when either has no time)",
  async (last, next, status) => {
    const { dated } = await aBusySchool();
    await dated(last);
    expect((await dated(next)).status).toBe(status);
  },
);

test("a last file without a date does not hide the date of the one before it", async () => {
  const { dated, confirmation } = await aBusySchool();
  await dated("10/09/2026 10:00:00");
  expect((await dated("")).status).toBe("done");
  expect((await dated("02/09/2026")).status).toBe("awaiting-confirmation");
  expect((await confirmation())?.olderThan).toBe("2026-09-10T10:00:00");
});

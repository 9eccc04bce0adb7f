import { expect, test } from "vitest";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  env,
  homeOfImport,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { checkImport } from "../run/check-import.ts";
import { commitImport } from "../run/commit-import.ts";
import { failImport } from "../run/end-import.ts";
import { prepareSource } from "../run/prepare-source.ts";
import { readWindow } from "../run/read-window.ts";
import { runImport } from "../run/run-import.ts";
import { readImport } from "../show/read-imports.ts";
import { listSkipped } from "../show/read-lists.ts";
import { type ImportRecord, loadImport } from "../store.ts";
import { cancelImport } from "./decide.ts";

type Status = "received" | "reading" | "checking" | "applying";

const NOTHING = {
  added: 0,
  changed: 0,
  unchanged: 0,
  reactivated: 0,
  deactivated: 0,
  skipped: 0,
};

/** An import of three pupils and one left out, brought to `status` by its own steps; no runner continues it. */
async function anImportAt(status: Status) {
  const school = await aSchool();
  const admin = await aMember(school);
  const file = aSiecleFile(school, [...somePupils(3), { ine: "" }]);
  const id = await anAbandonedImport(school, admin.id, file);
  const steps: Record<Status, (row: ImportRecord) => Promise<ImportRecord | null>> = {
    received: (row) => prepareSource(inSchool(school), row),
    reading: (row) => readWindow(inSchool(school), row, school.uai),
    checking: (row) => checkImport(inSchool(school), row),
    applying: (row) => commitImport(inSchool(school), row),
  };
  let row = await loadRow(id);
  while (row.status !== status) {
    await steps[row.status as Status](row);
    row = await loadRow(id);
  }
  const decision = { organizationId: school.id, importId: id, userId: admin.id };
  const told = () => readImport(inSchool(school), { ...decision, role: "admin" });
  return { school, row, decision, told, step: steps[status] };
}

async function loadRow(id: string): Promise<ImportRecord> {
  const row = await loadImport(await homeOfImport(id), id);
  if (!row) throw new Error("no such import");
  return row;
}

test.each(["received", "reading", "checking", "applying"] as const)(
  "an import cancelled while %s is never applied, even if an old message is still delivered",
  async (status) => {
    const { school, row, decision, told } = await anImportAt(status);
    expect(await cancelImport(inSchool(school), decision)).toEqual({ ok: true });
    await runImport(env, { organizationId: school.id, importId: row.id, epoch: row.epoch });
    await runImport(env, { organizationId: school.id, importId: row.id, epoch: row.epoch + 1 });
    expect(await told()).toMatchObject({ status: "cancelled", counts: NOTHING });
    expect(await theBase(school)).toEqual([]);
  },
);

test.each(["checking", "applying"] as const)(
  "a step that starts while %s and ends after the cancellation writes nothing",
  async (status) => {
    const { school, row, step, told } = await anImportAt(status);
    // As `cancelImport` does, before its cleaning deletes the staged rows.
    await inSchool(school)
      .DB.prepare(
        "UPDATE import SET status = 'cancelled', epoch = epoch + 1, seq = seq + 1 WHERE id = ?1",
      )
      .bind(row.id)
      .run();
    expect(await step(row)).toBe(null);
    expect((await told())?.status).toBe("cancelled");
    expect(await theBase(school)).toEqual([]);
  },
);

test("an import cancelled or failed after its check shows no counts and no pupils left out", async () => {
  const ends = {
    cancelled: async ({ decision }: Awaited<ReturnType<typeof anImportAt>>) =>
      (await cancelImport(inSchool(decision.organizationId), decision)).ok,
    failed: ({ row }: Awaited<ReturnType<typeof anImportAt>>) =>
      failImport(inSchool(row.organizationId), row),
  };
  for (const [status, end] of Object.entries(ends)) {
    const one = await anImportAt("applying");
    expect((await one.told())?.counts).toMatchObject({ added: 3, skipped: 1 });
    expect(await end(one)).toBe(true);
    expect(await one.told()).toMatchObject({ status, counts: NOTHING });
    expect(
      await listSkipped(inSchool(one.decision.organizationId), { ...one.decision, page: 1 }),
    ).toMatchObject({
      total: 0,
      skipped: [],
    });
  }
});

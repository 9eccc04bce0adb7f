import { runDurableObjectAlarm } from "cloudflare:test";
import { zipSync } from "fflate";
import { expect, test, vi } from "vitest";
import {
  aMember,
  aSchool,
  env,
  folderIn,
  importFile,
  inSchool,
  type Person,
} from "#tests/support/factories.ts";
import { deliverSent, differ, walkFaults } from "#tests/support/fault-walk.ts";
import { type FaultMode, type FaultyEnv, faultyEnv } from "#tests/support/faulty-env.ts";
import { aSiecleFile, type SiecleFilePupil } from "#tests/support/siecle-file.ts";
import type { Organization } from "../organizations/access.ts";
import { DAY } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { deskOf } from "./desk/desk.ts";
import { receiveUpload } from "./receive/receive-upload.ts";
import { runImport } from "./run/run-import.ts";
import { IMPORT_SWEEPS } from "./sweep-imports.ts";

/**
 * Injects one fault at each call of an import in turn, from the upload to its cleaning. Whatever fails, the
 * import ends by itself, the base is the old or the new one, nothing is written twice or left behind.
 */

const BEFORE: SiecleFilePupil[] = [
  { ine: "301000001KA", firstName: "Ana", division: "6A" },
  { ine: "301000002KA", firstName: "Bilal", division: "6B" },
  { ine: "301000003KA", firstName: "Chloé", division: "5A" },
];
const AFTER: SiecleFilePupil[] = [
  { ine: "301000002KA", firstName: "Bilal", division: "5B" },
  { ine: "301000003KA", firstName: "Chloé", division: "5A" },
  { ine: "301000004KA", firstName: "Driss", division: "6A" },
];
const OLD_BASE = ["Ana 6A", "Bilal 6B", "Chloé 5A"];
const NEW_BASE = ["Ana 6A left", "Bilal 5B", "Chloé 5A", "Driss 6A"];
/** One arrival, one departure, one change of class. */
const CHANGES = 3;
const ENDED = ["done", "refused", "failed", "cancelled", "undone"];

type Home = { school: Organization; admin: Person };

async function aSchoolWithPupils(): Promise<Home & { firstImport: string }> {
  const school = await aSchool();
  const admin = await aMember(school);
  const { id } = await importFile(school, admin, aSiecleFile(school, BEFORE));
  return { school, admin, firstImport: id };
}

async function upload(faulty: FaultyEnv, { school, admin }: Home): Promise<void> {
  const file = zipSync({ "ElevesSansAdresses.xml": aSiecleFile(school, AFTER) });
  await receiveUpload(inSchool(school, faulty.env), {
    organization: school,
    user: admin,
    filename: "rentree.zip",
    body: new Response(new Uint8Array(file)).body,
    size: file.byteLength,
  });
}

type ImportRow = { id: string; status: string; heartbeatAt: number };

/** The import opened after `firstImport`, if the upload got that far. */
async function secondImport(school: Organization, firstImport: string): Promise<ImportRow | null> {
  return await inSchool(school)
    .DB.prepare(
      `SELECT id, status, heartbeat_at AS heartbeatAt FROM import
     WHERE organization_id = ?1 AND id <> ?2`,
    )
    .bind(school.id, firstImport)
    .first<ImportRow>();
}

/** Wakes an import whose message was lost: the sweeper notifies its desk, whose alarm sends the hint. */
async function recover(school: Organization, firstImport: string): Promise<void> {
  const row = await secondImport(school, firstImport);
  if (!row || ENDED.includes(row.status)) return;
  await runSweeps(env, IMPORT_SWEEPS, row.heartbeatAt + 5 * 60_000);
  await vi.waitFor(
    async () => {
      await runDurableObjectAlarm(deskOf(env, school.id));
      expect(ENDED).toContain((await secondImport(school, firstImport))?.status);
    },
    { timeout: 20_000, interval: 20 },
  );
}

async function readBase(school: Organization): Promise<string[]> {
  const { results } = await inSchool(school)
    .DB.prepare(
      `SELECT first_name || ' ' || division || iif(deactivated_at IS NULL, '', ' left') AS line
     FROM pupil WHERE organization_id = ?1 ORDER BY ine`,
    )
    .bind(school.id)
    .all<{ line: string }>();
  return results.map(({ line }) => line);
}

async function findProblems(school: Organization, row: ImportRow | null): Promise<string[]> {
  const done = row?.status === "done";
  const counted = await inSchool(school)
    .DB.prepare(
      `SELECT (SELECT base_version FROM school WHERE id = ?1) AS version,
       (SELECT count(*) FROM pupil_change WHERE organization_id = ?1 AND import_number = (
          SELECT number FROM import WHERE id = ?2)) AS changes,
       (SELECT count(*) FROM journal WHERE organization_id = ?1 AND event = 'import.done' AND subject = (
          SELECT CAST(number AS TEXT) FROM import WHERE id = ?2)) AS lines,
       (SELECT count(*) FROM import_row WHERE import_id = ?2) AS staged`,
    )
    .bind(school.id, row?.id ?? "")
    .first();
  const expected = done
    ? { version: 2, changes: CHANGES, lines: 1, staged: 0 }
    : { version: 1, changes: 0, lines: 0, staged: 0 };
  const objects = await env.FILES.list({ prefix: folderIn(school, "imports") });
  return [
    ...differ("the base", await readBase(school), done ? NEW_BASE : OLD_BASE),
    ...differ("what was counted", counted, expected),
    ...differ("files left", objects.objects.length, 0),
    ...(row && row.status !== "done" && row.status !== "failed" ? [`it is ${row.status}`] : []),
  ];
}

async function importWithFault(faulty: FaultyEnv): Promise<string[]> {
  const home = await aSchoolWithPupils();
  const told = await upload(faulty, home).then(
    () => true,
    () => false,
  );
  const opened = (await secondImport(home.school, home.firstImport)) !== null;
  await deliverSent(faulty);
  await recover(home.school, home.firstImport);
  // Two days later, the sweeper deletes files kept for a retry and objects without a row.
  await runSweeps(env, IMPORT_SWEEPS, Date.now() + 2 * DAY);
  return [
    ...differ("an error was shown, and the import is open", opened && !told, false),
    ...(await findProblems(home.school, await secondImport(home.school, home.firstImport))),
  ];
}

test.each<FaultMode>(["before", "lost"])(
  "an import ends in a whole state whichever of its calls fails (%s)",
  async (mode) => {
    const { calls, problems } = await walkFaults({ mode }, importWithFault);
    expect(problems).toEqual([]);
    const reads = mode === "before" ? ["R2 get"] : [];
    for (const part of ["D1 batch", "R2 put", "imports send", "desk changed", ...reads]) {
      expect(calls).toContain(part);
    }
  },
  180_000,
);

test("the same check detects a commit that is not one transaction", async () => {
  // The first calls belong to the upload, the reading and the check; the commit comes after them.
  const kind = { from: 60, mode: "before", withoutTransactions: true, control: true } as const;
  const { problems } = await walkFaults(kind, async (faulty) => {
    // An import that never ends is detected as well.
    return await importWithFault(faulty).catch((error: Error) => [error.message]);
  });
  expect(problems).not.toEqual([]);
}, 180_000);

test("an import is applied once, however often and late its message is delivered", async () => {
  const home = await aSchoolWithPupils();
  const faulty = faultyEnv(env, { at: 0, mode: "before" });
  await upload(faulty, home);
  const [message] = faulty.sent.splice(0);
  if (!message) throw new Error("the upload sent no message");
  await Promise.all(
    Array.from({ length: 5 }, async () => await deliverSent({ ...faulty, sent: [message] })),
  );
  const row = await secondImport(home.school, home.firstImport);
  await runImport(env, { organizationId: home.school.id, importId: row?.id ?? "", epoch: 0 });
  expect(await findProblems(home.school, row)).toEqual([]);
});

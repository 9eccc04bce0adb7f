import { createExecutionContext } from "cloudflare:test";
import { unzipSync } from "fflate";
import { afterEach, expect, test, vi } from "vitest";
import {
  aMember,
  aSchool,
  env,
  folderIn,
  importAnyway,
  importFile,
  inSchool,
  ORIGIN,
} from "#tests/support/factories.ts";
import { deliverSent, differ, type Story, walkFaults } from "#tests/support/fault-walk.ts";
import type { FaultMode, FaultyEnv } from "#tests/support/faulty-env.ts";
import { aResultFile, aRow, bodyOf, type FileRow } from "#tests/support/result-file.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, THIS_YEAR } from "#tests/support/siecle-file.ts";
import worker from "#tests/support/worker-entry.ts";
import { requestArchive } from "../../archives/request-archive.ts";
import { createCampaigns } from "../../campaigns/create/create-campaigns.ts";
import { serveSheets } from "../../campaigns/sheets/serve-sheets.ts";
import { loadDocument } from "../../documents/store.ts";
import { DOCUMENT_SWEEPS } from "../../documents/sweep-documents.ts";
import type { Member } from "../../organizations/member.ts";
import { DAY, MINUTE } from "../../platform/clock.ts";
import { runSweeps } from "../../platform/sweep.ts";
import { requestAttestations } from "../documents/request-attestations.ts";
import { settleRows } from "../settle/settle-rows.ts";
import { RESULT_SWEEPS } from "../sweep-results.ts";
import { enterResults } from "./enter-results.ts";

/**
 * Injects one fault at each call that documents and results make. A document ends as made or failed, is complete,
 * and leaves no stray object; a file of results is imported once, completely or not at all, and the answer says
 * which.
 */

afterEach(() => {
  vi.useRealTimers();
});

type Home = { school: Awaited<ReturnType<typeof aSchool>>; userId: string };

async function aSchoolWithResults(): Promise<Home> {
  const school = await aSchool();
  const { id } = await aMember(school);
  await aResult(school, { firstName: "Lila", lastName: "MOREAU" });
  return { school, userId: id };
}

/** The sweeper finds what gave no heartbeat for a minute; its message is then delivered without a fault. */
async function recover(faulty: FaultyEnv): Promise<void> {
  for (let turn = 1; turn <= 3; turn += 1) {
    const healthy = { ...faulty.env, DB: env.DB, FILES: env.FILES };
    await runSweeps(healthy, DOCUMENT_SWEEPS, Date.now() + 2 * MINUTE);
    await deliverSent({ ...faulty, env });
    if (!(await isAnyUnderWay())) return;
  }
}

async function isAnyUnderWay(): Promise<boolean> {
  const found = [env.SCHOOLS_1, env.SCHOOLS_2].map((db) =>
    db.prepare("SELECT 1 FROM document WHERE status NOT IN ('done', 'failed')").first(),
  );
  return (await Promise.all(found)).some((row) => row !== null);
}

async function findProblems({ school }: Home): Promise<string[]> {
  const { results } = await inSchool(school)
    .DB.prepare("SELECT id FROM document WHERE organization_id = ?1")
    .bind(school.id)
    .all<{ id: string }>();
  const problems: string[] = [];
  for (const { id } of results) {
    const row = await loadDocument(inSchool(school), id);
    if (row?.status === "failed") continue;
    problems.push(...differ("the document", row?.status, "done"));
    const object = row?.objectKey ? await env.FILES.get(row.objectKey) : null;
    const bytes = new Uint8Array((await object?.arrayBuffer()) ?? []);
    if (row?.kind === "archive") {
      if (Object.keys(unzipSync(bytes)).length === 0) problems.push("an empty archive");
    } else if (new TextDecoder().decode(bytes.subarray(0, 5)) !== "%PDF-") problems.push("no PDF");
  }
  await runSweeps(env, DOCUMENT_SWEEPS, Date.now() + 30 * DAY);
  for (const prefix of [folderIn(school, "documents"), folderIn(school, "archives")]) {
    const { objects } = await env.FILES.list({ prefix });
    problems.push(...differ("files left", objects.length, 0));
  }
  return problems;
}

async function attestations(faulty: FaultyEnv, afterwards = recover): Promise<string[]> {
  const home = await aSchoolWithResults();
  const selection = { year: "2025-2026", divisions: ["3E A"], edition: "simple" as const };
  await requestAttestations(inSchool(home.school, faulty.env), {
    organization: home.school,
    userId: home.userId,
    selection,
  }).catch(() => undefined);
  await deliverSent(faulty);
  await afterwards(faulty);
  return await findProblems(home);
}

async function archive(faulty: FaultyEnv, afterwards = recover): Promise<string[]> {
  const home = await aSchoolWithResults();
  await requestArchive(inSchool(home.school, faulty.env), {
    organization: home.school,
    userId: home.userId,
  }).catch(() => undefined);
  await deliverSent(faulty);
  await afterwards(faulty);
  return await findProblems(home);
}

async function sheets(faulty: FaultyEnv, afterwards = recover): Promise<string[]> {
  const home = await aSchoolWithResults();
  const { school, userId } = home;
  const pupil = { lastName: "MOREAU", firstName: "Lila", division: "6A" };
  await importFile(school, await aMember(school), aSiecleFile(school, [pupil]));
  const campaigns = [{ kind: "rentree", level: "6e", code: "ABCDEF234" }];
  const created = { organizationId: school.id, user: { id: userId }, year: THIS_YEAR, campaigns };
  await createCampaigns(inSchool(school), created);
  const member = { organization: school, user: { id: userId } } as Member;
  const narrowed = { levels: [], divisions: [], campaigns: [] };
  const selection = { year: THIS_YEAR, day: "2026-09-02", ...narrowed };
  const request = new Request("https://pix.test/");
  await serveSheets(inSchool(school, faulty.env), { member, request, selection }, 0).catch(
    () => undefined,
  );
  await deliverSent(faulty);
  await afterwards(faulty);
  return await findProblems(home);
}

/** A school with one pupil and one result that a file will correct. */
async function aSchoolWithPupil() {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupil = {
    lastName: "OXFORD",
    firstName: "Lili",
    birthDate: "04/01/2011",
    division: "3E A",
  };
  await importAnyway(school, admin, aSiecleFile(school, [pupil], { year: "2025" }));
  const known = await aResult(school, { comment: "avant" });
  return { school, admin, known };
}

const UNKNOWN = { Nom: "Inconnue", "Date de naissance": "09/09/2010" };

/** A short summary of what the school holds. */
async function readHoldings({ id }: { id: number }) {
  return await inSchool(id)
    .DB.prepare(
      `SELECT (SELECT count(*) FROM certification WHERE organization_id = ?1) AS kept,
       (SELECT count(*) FROM certification_history WHERE organization_id = ?1) AS corrected,
       (SELECT count(*) FROM certification_row WHERE organization_id = ?1) AS waiting,
       (SELECT count(*) FROM certification_import WHERE organization_id = ?1
          AND state = 'staging') AS staging,
       (SELECT count(*) FROM certification_import WHERE organization_id = ?1 AND state = 'done'
          AND user_id IS NOT NULL)
         - (SELECT count(*) FROM journal WHERE organization_id = ?1
              AND event = 'results.imported' AND detail ->> 'choice' IS NULL) AS untold,
       (SELECT count(*) FROM journal WHERE organization_id = ?1
          AND event = 'results.corrected') AS told`,
    )
    .bind(id)
    .first();
}

const BEFORE = { kept: 1, corrected: 0, waiting: 0, staging: 0, untold: 0, told: 0 };
const AFTER = { kept: 2, corrected: 1, waiting: 1, staging: 0, untold: 0, told: 1 };

/** One row that matches the pupil, one that corrects, one that waits; sent again two minutes after an error. */
const results: Story = async (faulty) => {
  const { school, admin, known } = await aSchoolWithPupil();
  const file = aResultFile([
    aRow({ "Numéro de certification": 1 }),
    aRow({ "Numéro de certification": Number(known.number), Nom: "MOREAU", Prénom: "Lila" }),
    aRow({ "Numéro de certification": 3, ...UNKNOWN }),
  ]);
  const send = async () =>
    await worker.fetch(
      new Request(`${ORIGIN}/api/organizations/${school.uai}/certifications/results`, {
        method: "POST",
        headers: { Cookie: admin.cookie, Origin: ORIGIN },
        body: new Uint8Array(file),
      }),
      faulty.env,
      createExecutionContext(),
    );
  const first = await send();
  const { kept, corrected, waiting } = (await readHoldings(school)) ?? {};
  const problems = [
    ...(first.status === 200 || first.status === 500 ? [] : [`it answered ${first.status}`]),
    ...differ(
      `what is stored after ${first.status}`,
      { kept, corrected, waiting },
      first.status === 200
        ? { kept: 2, corrected: 1, waiting: 1 }
        : { kept: 1, corrected: 0, waiting: 0 },
    ),
  ];
  if (first.status !== 200) {
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    problems.push(...differ("the second answer", (await send()).status, 200));
    vi.useRealTimers();
  }
  await runSweeps(faulty.env, RESULT_SWEEPS, Date.now() + DAY);
  return [...problems, ...differ("what the school holds", await readHoldings(school), AFTER)];
};

/** A file with a fault, then at once the right one: a refused file must not block the next. */
const refused: Story = async (faulty) => {
  const { school, admin } = await aSchoolWithPupil();
  const enter = async (rows: FileRow[]) =>
    await enterResults(inSchool(school, faulty.env), {
      organizationId: school.id,
      user: admin,
      filename: "resultats.csv",
      body: bodyOf(aResultFile(rows)),
    });
  const first = await enter([aRow({ Nom: "" })]).catch(() => null);
  const then = await enter([aRow()]).catch(() => null);
  const told = [first, then].flatMap((outcome) =>
    outcome && !outcome.ok ? outcome.faults.map(({ code }) => code) : [],
  );
  return [
    ...(first?.ok || then === null || then.ok ? [] : ["the right file is refused"]),
    ...differ("the faults told", told, first ? ["NAME_MISSING"] : []),
  ];
};

/** A file whose row waits, settled by hand; chosen again after an error. */
const settling: Story = async (faulty) => {
  const { school, admin } = await aSchoolWithPupil();
  const body = bodyOf(aResultFile([aRow(UNKNOWN)]));
  const input = { organizationId: school.id, user: admin, filename: "resultats.csv", body };
  const entered = await enterResults(inSchool(school), input);
  if (!entered.ok) return ["the file was refused"];
  const settle = async () =>
    await settleRows(inSchool(school, faulty.env), {
      organizationId: school.id,
      userId: admin.id,
      scope: { importId: entered.importId, line: 2 },
      choice: { kind: "keep", division: "3E B" },
    });
  const first = await settle().catch(() => null);
  const stored = await readHoldings(school);
  const problems = first?.ok ? differ("what was kept", stored?.kept, 2) : [];
  const again = first ?? (await settle());
  const known = again.ok || (first === null && stored?.kept === 2);
  const { results: lines } = await inSchool(school)
    .DB.prepare(`SELECT 1 FROM journal WHERE organization_id = ?1 AND detail ->> 'choice' = 'keep'`)
    .bind(school.id)
    .all();
  return [
    ...problems,
    ...(known ? [] : ["the choice is refused, and was not made"]),
    ...differ("the lines of the journal", lines.length, 1),
    ...differ("what the school holds", await readHoldings(school), {
      ...BEFORE,
      kept: 2,
    }),
  ];
};

const STORIES = { attestations, archive, sheets, results, refused, settling };
const casesOf = (...stories: Array<keyof typeof STORIES>) =>
  stories.flatMap((story) =>
    (["before", "lost"] as const).map((mode): [keyof typeof STORIES, FaultMode] => [story, mode]),
  );

test.each(casesOf("attestations", "archive", "sheets"))(
  "a document is complete in the end, whichever of its calls fails (%s, %s)",
  async (story, mode) => {
    const { calls, problems } = await walkFaults({ mode }, STORIES[story]);
    expect(problems).toEqual([]);
    expect(calls).toContain("documents send");
    expect(calls.length).toBeGreaterThan(5);
  },
  180_000,
);

test.each([attestations, archive, sheets])(
  "control: the scenario of a document fails when no sweep resumes an abandoned document (%o)",
  async (story) => {
    const { problems } = await walkFaults({ mode: "before", control: true }, (faulty) =>
      story(faulty, async () => undefined).catch((error: Error) => [error.message]),
    );
    expect(problems).not.toEqual([]);
  },
  180_000,
);

test.each(casesOf("results", "refused", "settling"))(
  "results are imported completely and once, as the answer says, whichever of their calls fails (%s, %s)",
  async (story, mode) => {
    const { calls, problems } = await walkFaults({ mode }, STORIES[story]);
    expect(problems).toEqual([]);
    expect(calls).toContain("D1 batch");
  },
  180_000,
);

test.each([
  // The first calls of a file receive and read it; the commit comes after them.
  ["results", 12],
  ["settling", 1],
] as const)(
  "control: the scenario of %s fails when the writes are not one transaction",
  async (story, from) => {
    const kind = { from, mode: "before", withoutTransactions: true, control: true } as const;
    const { problems } = await walkFaults(kind, async (faulty) => {
      return await STORIES[story](faulty).catch((error: Error) => [error.message]);
    });
    expect(problems).not.toEqual([]);
  },
  180_000,
);

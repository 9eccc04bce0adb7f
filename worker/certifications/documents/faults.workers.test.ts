import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { aMember, aSchool, env } from "#tests/support/factories.ts";
import { deliverSent, differ, walkFaults } from "#tests/support/fault-walk.ts";
import type { FaultMode, FaultyEnv } from "#tests/support/faulty-env.ts";
import { aResult } from "#tests/support/results.ts";
import { DAY, MINUTE } from "../../platform/clock.ts";
import { runSweeps } from "../../platform/sweep.ts";
import { requestArchive } from "./request-archive.ts";
import { requestAttestations } from "./request-attestations.ts";
import { loadDocument } from "./store.ts";
import { DOCUMENT_SWEEPS } from "./sweep-documents.ts";

/** One fault at each call a document makes: it ends made or failed, is whole, and leaves no file behind. */

type Home = { school: Awaited<ReturnType<typeof aSchool>>; userId: string };

async function aSchoolWithResults(): Promise<Home> {
  const school = await aSchool();
  const { id } = await aMember(school);
  await aResult(school, { firstName: "Lila", lastName: "MOREAU" });
  return { school, userId: id };
}

/** The sweeper finds what was silent for a minute; its message is then delivered without a fault. */
async function recover(faulty: FaultyEnv): Promise<void> {
  for (let turn = 1; turn <= 3; turn += 1) {
    const healthy = { ...faulty.env, DB: env.DB, FILES: env.FILES };
    await runSweeps(healthy, DOCUMENT_SWEEPS, Date.now() + 2 * MINUTE);
    await deliverSent({ ...faulty, env });
  }
}

async function findProblems({ school }: Home): Promise<string[]> {
  const { results } = await env.DB.prepare("SELECT id FROM document WHERE organization_id = ?1")
    .bind(school.id)
    .all<{ id: string }>();
  const problems: string[] = [];
  for (const { id } of results) {
    const row = await loadDocument(env, id);
    if (row?.status === "failed") continue;
    problems.push(...differ("the document", row?.status, "done"));
    const object = row?.objectKey ? await env.FILES.get(row.objectKey) : null;
    const bytes = new Uint8Array((await object?.arrayBuffer()) ?? []);
    if (row?.kind === "archive") {
      if (Object.keys(unzipSync(bytes)).length === 0) problems.push("an empty archive");
    } else if (new TextDecoder().decode(bytes.subarray(0, 5)) !== "%PDF-") problems.push("no PDF");
  }
  await runSweeps(env, DOCUMENT_SWEEPS, Date.now() + 30 * DAY);
  for (const prefix of [`documents/${school.id}/`, `archives/${school.id}/`]) {
    const { objects } = await env.FILES.list({ prefix });
    problems.push(...differ("files left", objects.length, 0));
  }
  return problems;
}

async function attestations(faulty: FaultyEnv): Promise<string[]> {
  const home = await aSchoolWithResults();
  const selection = { year: "2025-2026", divisions: ["3E A"], edition: "simple" as const };
  await requestAttestations(faulty.env, {
    organization: home.school,
    userId: home.userId,
    selection,
  }).catch(() => undefined);
  await deliverSent(faulty);
  await recover(faulty);
  return await findProblems(home);
}

async function archive(faulty: FaultyEnv): Promise<string[]> {
  const home = await aSchoolWithResults();
  await requestArchive(faulty.env, { organization: home.school, userId: home.userId }).catch(
    () => undefined,
  );
  await deliverSent(faulty);
  await recover(faulty);
  return await findProblems(home);
}

const STORIES = { attestations, archive };
const CASES = (["attestations", "archive"] as const).flatMap((story) =>
  (["before", "lost"] as const).map((mode): [keyof typeof STORIES, FaultMode] => [story, mode]),
);

test.each(CASES)(
  "a document ends whole whichever of its calls fails (%s, %s)",
  async (story, mode) => {
    const { calls, problems } = await walkFaults({ mode }, STORIES[story]);
    expect(problems).toEqual([]);
    expect(calls).toContain("documents send");
    expect(calls.length).toBeGreaterThan(5);
  },
  180_000,
);

import { beforeEach, expect, test, vi } from "vitest";
import { aMember, aSchool, env, folderIn, inSchool } from "#tests/support/factories.ts";
import { aResult } from "#tests/support/results.ts";
import { runSweeps } from "../platform/sweep.ts";
import { loadDocument } from "./store.ts";
import { DOCUMENT_SWEEPS } from "./sweep-documents.ts";

const DAY = 86_400_000;
const NOW = Date.now();

let school: Awaited<ReturnType<typeof aSchool>>;

beforeEach(async () => {
  school = await aSchool();
  await aMember(school);
});

async function aDocument(wish: Record<string, string | number | null> = {}): Promise<string> {
  const id = crypto.randomUUID();
  const row = {
    ...{ kind: "archive", status: "done", attempt: 1, created_at: NOW, heartbeat_at: NOW },
    ...{ expires_at: NOW + DAY, object_key: `${folderIn(school, "archives")}${id}-1.zip` },
    ...wish,
  };
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO document (id, organization_id, kind, status, attempt, total, requested_by, created_at,
       heartbeat_at, expires_at, object_key)
     VALUES (?1, ?2, ?3, ?4, ?5, 1, 'somebody', ?6, ?7, ?8, ?9)`,
    )
    .bind(
      ...[id, school.id, row.kind, row.status, row.attempt],
      ...[row.created_at, row.heartbeat_at, row.expires_at, row.object_key],
    )
    .run();
  if (row.object_key !== null) await env.FILES.put(String(row.object_key), "zip");
  return id;
}

async function keys(kind: "archives" | "documents"): Promise<string[]> {
  const { objects } = await env.FILES.list({ prefix: folderIn(school, kind) });
  return objects.map(({ key }) => key);
}

test("an archive and its row are deleted after seven days, a younger one stays", async () => {
  const old = await aDocument({ expires_at: NOW - 1 });
  const young = await aDocument();
  await runSweeps(env, DOCUMENT_SWEEPS, NOW);
  expect(await loadDocument(inSchool(school), old)).toBeNull();
  expect(await loadDocument(inSchool(school), young)).not.toBeNull();
  expect(await keys("archives")).toEqual([`${folderIn(school, "archives")}${young}-1.zip`]);
});

test("objects without a row are deleted after a day, in both folders", async () => {
  for (const kind of ["archives", "documents"] as const) {
    await env.FILES.put(`${folderIn(school, kind)}orphan`, "x");
  }
  const kept = await aDocument();
  await runSweeps(env, DOCUMENT_SWEEPS, NOW);
  expect(await keys("documents")).toHaveLength(1);
  await runSweeps(env, DOCUMENT_SWEEPS, Date.now() + DAY + 1000);
  expect(await keys("documents")).toEqual([]);
  // This one expired at the same time, and was deleted with its row.
  expect(await loadDocument(inSchool(school), kept)).toBeNull();
  expect(await keys("archives")).toEqual([]);
});

test("a document that the queue forgot is sent again, and made", async () => {
  await aResult(school);
  const waiting = { status: "queued", attempt: 0, heartbeat_at: NOW - 120_000, object_key: null };
  const id = await aDocument(waiting);
  await runSweeps(env, DOCUMENT_SWEEPS, NOW);
  await vi.waitFor(
    async () => expect(await loadDocument(inSchool(school), id)).toMatchObject({ status: "done" }),
    { timeout: 20_000 },
  );
});

test("a document fails when every attempt died, or after a day of waiting", async () => {
  const silent = { status: "running", heartbeat_at: NOW - 120_000, object_key: null };
  const dead = await aDocument({ ...silent, attempt: 6 });
  await runSweeps(env, DOCUMENT_SWEEPS, NOW);
  expect(await loadDocument(inSchool(school), dead)).toMatchObject({ status: "failed" });
  const old = await aDocument({ ...silent, status: "queued", created_at: NOW - 2 * DAY });
  await runSweeps(env, DOCUMENT_SWEEPS, NOW);
  expect(await loadDocument(inSchool(school), old)).toMatchObject({ status: "failed" });
});

test("a document with a recent heartbeat is left alone", async () => {
  const id = await aDocument({ status: "running", attempt: 6, heartbeat_at: NOW - 5000 });
  await runSweeps(env, DOCUMENT_SWEEPS, NOW);
  expect(await loadDocument(inSchool(school), id)).toMatchObject({ status: "running" });
});

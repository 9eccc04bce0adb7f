import { type JournalEvent, runJournalled } from "../../journal/record.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { expectWork, notifyDesk, wakeImport } from "../desk/desk.ts";
import { cleanImport } from "../run/clean-import.ts";
import { findImport, type ImportRecord, IS_ACTIVE, NO_COUNTS, readReasons } from "../store.ts";
import { undoBase } from "./undo-import.ts";

export type Decision = { organizationId: number; importId: string; userId: string };
/** `userId` is null when the system decides: no person asked. */
type Actor = Omit<Decision, "userId"> & { userId: string | null };
export type DecisionOutcome = { ok: true } | { ok: false; reason: "NOT_FOUND" | "CONFLICT" };

/** Confirms a waiting import (`docs/domain/import.md` 4): it is then applied. */
export async function confirmImport(env: SchoolEnv, input: Decision): Promise<DecisionOutcome> {
  const row = await findImport(env, input);
  if (!row) return { ok: false, reason: "NOT_FOUND" };
  await expectWork(env, input.organizationId);
  const moved = await moveOnce(env, row, input.userId, {
    event: "import.confirmed",
    detail: { reasons: readReasons(row).join(",") },
    set: "status = 'applying', confirmed_by = ?3, seq = seq + 1, heartbeat_at = ?4",
    when: "status = 'awaiting-confirmation'",
  });
  if (!moved) return { ok: false, reason: "CONFLICT" };
  await wakeImport(env, { ...input, epoch: row.epoch });
  return { ok: true };
}

/** Stops an import before it is applied; the base does not change. */
export async function cancelImport(env: SchoolEnv, input: Decision): Promise<DecisionOutcome> {
  return await cancelWhen(env, input, { when: IS_ACTIVE });
}

/** Cancels an import that waited too long for an answer, unless somebody confirmed it meanwhile. */
export async function expireImport(
  env: SchoolEnv,
  input: Omit<Decision, "userId">,
): Promise<DecisionOutcome> {
  const unanswered = { when: "status = 'awaiting-confirmation'", detail: { reason: "expired" } };
  return await cancelWhen(env, { ...input, userId: null }, unanswered);
}

async function cancelWhen(
  env: SchoolEnv,
  input: Actor,
  { when, detail }: { when: string; detail?: Record<string, string> },
): Promise<DecisionOutcome> {
  const row = await findImport(env, input);
  if (!row) return { ok: false, reason: "NOT_FOUND" };
  const moved = await moveOnce(env, row, input.userId, {
    event: "import.cancelled",
    ...(detail && { detail }),
    set: `status = 'cancelled', epoch = epoch + 1, seq = seq + 1, heartbeat_at = ?4,
      finished_at = ?4, ${NO_COUNTS}`,
    when,
  });
  if (!moved) return { ok: false, reason: "CONFLICT" };
  await notifyDesk(env, input.organizationId);
  await cleanImport(env, input.importId);
  return { ok: true };
}

/** Restarts a failed import from its stored file: same id, next epoch. */
export async function retryImport(env: SchoolEnv, input: Decision): Promise<DecisionOutcome> {
  const row = await findImport(env, input);
  if (!row) return { ok: false, reason: "NOT_FOUND" };
  if (!(await canRetry(env, row))) return { ok: false, reason: "CONFLICT" };
  await expectWork(env, input.organizationId);
  const moved = await moveOnce(env, row, input.userId, {
    event: "import.retried",
    set: `status = 'received', epoch = epoch + 1, seq = seq + 1, heartbeat_at = ?4, cleaned = 0,
      finished_at = NULL, plain_key = NULL, cursor = NULL, fault = NULL, bytes = 0, row_count = 0,
      total_bytes = source_size, skipped = 0, error_count = 0, confirmed_by = NULL,
      reasons = NULL, left_out = 0, purged = 0`,
    when: `status = 'failed' AND NOT EXISTS (SELECT 1 FROM import other
      WHERE other.organization_id = ?2 AND other.id <> ?1 AND other.${IS_ACTIVE})`,
  });
  if (!moved) return { ok: false, reason: "CONFLICT" };
  await wakeImport(env, { ...input, epoch: row.epoch + 1 });
  return { ok: true };
}

/** True for a failed import whose file is still stored. */
export async function canRetry(env: SchoolEnv, row: ImportRecord): Promise<boolean> {
  if (row.status !== "failed" || !row.sourceKey) return false;
  return (await env.FILES.head(row.sourceKey)) !== null;
}

/** Undoes the last import of the school (`docs/domain/import.md` 4). */
export async function undoImport(env: SchoolEnv, input: Decision): Promise<DecisionOutcome> {
  const row = await findImport(env, input);
  if (!row) return { ok: false, reason: "NOT_FOUND" };
  if (!(await undoBase(env, row, input.userId))) return { ok: false, reason: "CONFLICT" };
  await notifyDesk(env, input.organizationId);
  return { ok: true };
}

/** Makes one guarded change of state and writes its journal line; false when `when` was not true. */
async function moveOnce(
  env: SchoolEnv,
  row: ImportRecord,
  userId: string | null,
  change: { event: JournalEvent; detail?: Record<string, string>; set: string; when: string },
): Promise<boolean> {
  const now = Date.now();
  // The last two conditions are always true: they use the bound values that some changes do not need.
  const update = env.DB.prepare(
    `UPDATE import SET ${change.set} WHERE id = ?1 AND organization_id = ?2 AND ${change.when}
       AND ?3 IS ?3 AND ?4 > 0`,
  ).bind(row.id, row.organizationId, userId, now);
  // The batch fails if the update changed no row, so the journal line is written only with the change.
  const assertMoved = env.DB.prepare("INSERT INTO _assert (ok) SELECT 0 WHERE changes() = 0");
  return await runJournalled(env, [update, assertMoved], {
    organizationId: row.organizationId,
    at: now,
    userId,
    event: change.event,
    subject: String(row.number),
    ...(change.detail && { detail: change.detail }),
  });
}

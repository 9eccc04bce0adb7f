import { loadSchool } from "../../organizations/find-school.ts";
import { log } from "../../platform/log.ts";
import { onShard, type SchoolEnv } from "../../platform/school-env.ts";
import { yieldToEventLoop } from "../../platform/yield-to-event-loop.ts";
import { notifyDesk } from "../desk/desk.ts";
import { type ImportRecord, loadImport, readReasons } from "../store.ts";
import { isActive } from "../view.ts";
import { checkImport } from "./check-import.ts";
import { cleanImport } from "./clean-import.ts";
import { commitImport } from "./commit-import.ts";
import { sendHint } from "./message.ts";
import { prepareSource } from "./prepare-source.ts";
import { readWindow } from "./read-window.ts";

/** One message works for this long or this many steps, then sends the next: far below every limit. */
const MAX_STEPS = 50;
const MAX_MS = 10_000;

type Hint = { organizationId: number; importId: string; epoch: number };

/**
 * Moves one import forward until it ends, waits for a confirmation, or was moved by another runner. Any
 * number of runners may work on one import at once: a guard makes each step happen once, and each step ends with
 * the row that it leaves. Throws when the failure is ours; the queue then retries.
 */
export async function runImport(central: Env, hint: Hint): Promise<void> {
  const { organizationId, importId, epoch } = hint;
  const { shard, uai } = await loadSchool(central, organizationId);
  const env = onShard(central, shard);
  const started = Date.now();
  const notices: Promise<void>[] = [];
  try {
    let row = await loadImport(env, importId);
    for (let steps = 0; row?.epoch === epoch; steps += 1) {
      if (!isActive(row.status)) {
        log({ event: "import.ended", importId: row.id, status: row.status, rows: row.rowCount });
        await cleanImport(env, row.id);
        return;
      }
      if (row.status === "awaiting-confirmation") {
        // Logged by the runner that made it wait, not by a message that is delivered again.
        if (steps > 0) log({ event: "import.waits", importId, reasons: readReasons(row) });
        return;
      }
      if (steps >= MAX_STEPS || Date.now() - started > MAX_MS) {
        await sendHint(env, { organizationId, importId, epoch });
        return;
      }
      row = await takeStep(env, row, uai).catch((error) => rowIfEnded(env, importId, error));
      if (!row) return;
      notices.push(notifyDesk(env, organizationId));
      await yieldToEventLoop();
    }
  } finally {
    await Promise.all(notices);
  }
}

/**
 * Called when a step fails. Another runner may have ended the import meanwhile and deleted its file: returns the row of
 * an ended import, and null if it no longer exists. Throws the error if the import is still active.
 */
async function rowIfEnded(env: SchoolEnv, importId: string, error: unknown) {
  const row = await loadImport(env, importId);
  if (row && isActive(row.status)) throw error;
  return row;
}

/** The row after the step; null when another runner moved the import meanwhile. */
async function takeStep(
  env: SchoolEnv,
  row: ImportRecord,
  uai: string,
): Promise<ImportRecord | null> {
  switch (row.status) {
    case "received":
      return await prepareSource(env, row);
    case "reading":
      return await readWindow(env, row, uai);
    case "checking":
      return await checkImport(env, row);
    default:
      return await commitImport(env, row);
  }
}

import { loadSchool } from "../../organizations/find-school.ts";
import { log } from "../../platform/log.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { yieldToEventLoop } from "../../platform/yield-to-event-loop.ts";
import { notifyDesk } from "../desk/desk.ts";
import { type ImportRecord, loadImport } from "../store.ts";
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

/**
 * Moves one import forward until it ends, waits for a confirmation, or was moved by another runner. Any
 * number of runners may work on one import at once: a guard makes each step happen once. Throws when the
 * failure is ours; the queue then retries.
 */
export async function runImport(env: SchoolEnv, hint: { importId: string; epoch: number }) {
  const started = Date.now();
  const notices: Promise<void>[] = [];
  try {
    for (let steps = 0; ; steps += 1) {
      const row = await loadImport(env, hint.importId);
      if (!row || row.epoch !== hint.epoch) return;
      if (!isActive(row.status)) {
        log({ event: "import.ended", importId: row.id, status: row.status, rows: row.rowCount });
        await cleanImport(env, row.id);
        return;
      }
      if (row.status === "awaiting-confirmation") return;
      if (steps >= MAX_STEPS || Date.now() - started > MAX_MS) {
        await sendHint(env, { ...hint, organizationId: row.organizationId });
        return;
      }
      if (!(await takeStep(env, row))) return;
      notices.push(notifyDesk(env, row.organizationId));
      await yieldToEventLoop();
    }
  } finally {
    await Promise.all(notices);
  }
}

async function takeStep(env: SchoolEnv, row: ImportRecord): Promise<boolean> {
  switch (row.status) {
    case "received":
      return await prepareSource(env, row);
    case "reading":
      return await readWindow(env, row, (await loadSchool(env.CENTRAL, row.organizationId)).uai);
    case "checking":
      return await checkImport(env, row);
    default:
      return await commitImport(env, row);
  }
}

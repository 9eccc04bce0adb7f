import { causeText, log } from "./log.ts";
import { listShards, onShard, type SchoolEnv } from "./school-env.ts";
import { yieldToEventLoop } from "./yield-to-event-loop.ts";

/**
 * One job of the cron: `work` runs once, on the central database; `perDatabase` runs once for each school database.
 * `name` is shown in the logs and to the operator: the room, then the job.
 */
export type Sweep =
  | { name: string; work: (run: SweepRun) => Promise<void> }
  | { name: string; perDatabase: (run: SweepRun<SchoolEnv>) => Promise<void> };

export type SweepRun<SweepEnv = Env> = {
  env: SweepEnv;
  /** Milliseconds since 1970: the same for every sweep of one run. */
  now: number;
  /**
   * Runs `work` on each item, one after another. A failed item is logged and the next ones still run. Between two items
   * waiting requests are answered: the news of sixty imports would else hold every page for half a second.
   */
  each: <Item extends { id: string | number }>(
    items: Item[],
    work: (item: Item) => Promise<unknown>,
  ) => Promise<void>;
};

/**
 * Runs all these sweeps at once, each on its own: one that fails, or is slow, does not stop the others. So does each
 * school database for itself. Every failure is logged once with the sweep's name; the table `sweep_run` keeps the
 * result of the last run of each. Never throws.
 */
export async function runSweeps(env: Env, sweeps: readonly Sweep[], now: number): Promise<void> {
  const failures = await Promise.all(sweeps.map((sweep) => runSweep(env, sweep, now)));
  const failed = failures.filter((count) => count > 0).length;
  log({ event: "sweep.done", sweeps: sweeps.length, failed });
}

async function runSweep(env: Env, sweep: Sweep, now: number): Promise<number> {
  const { name } = sweep;
  const startedAt = Date.now();
  let failed = 0;
  const attempt = async (id: string | number | null, run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      failed += 1;
      const cause = causeText(error);
      log({ event: "sweep.failed", sweep: name, ...(id !== null && { id }), cause }, error);
    }
  };
  const each: SweepRun["each"] = async (items, workOn) => {
    for (const [place, item] of items.entries()) {
      if (place > 0) await yieldToEventLoop();
      await attempt(item.id, () => workOn(item));
    }
  };
  if ("work" in sweep) await attempt(null, () => sweep.work({ env, now, each }));
  else {
    // One after another: a request may use six connections at once, and the sweeps share them.
    for (const shard of listShards(env)) {
      await attempt(`database ${shard}`, () =>
        sweep.perDatabase({ env: onShard(env, shard), now, each }),
      );
    }
  }
  try {
    await recordRun(env, { name, now, ms: Date.now() - startedAt, failed });
  } catch (error) {
    log({ event: "sweep.unrecorded", sweep: name, cause: causeText(error) }, error);
  }
  return failed;
}

async function recordRun(
  env: Env,
  run: { name: string; now: number; ms: number; failed: number },
): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO sweep_run (name, last_run_at, ms, failed) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (name) DO UPDATE SET last_run_at = excluded.last_run_at, ms = excluded.ms,
       failed = excluded.failed`,
  )
    .bind(run.name, run.now, run.ms, run.failed)
    .run();
}

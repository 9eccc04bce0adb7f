import { causeText, log } from "./log.ts";

/** One job of the cron. `name` is shown in the logs and to the operator: the room, then the job. */
export type Sweep = { name: string; work: (run: SweepRun) => Promise<void> };

export type SweepRun = {
  env: Env;
  /** Milliseconds since 1970: the same for every sweep of one run. */
  now: number;
  /** Runs `work` on each item, one after another. A failed item is logged and the next ones still run. */
  each: <Item extends { id: string }>(
    items: Item[],
    work: (item: Item) => Promise<unknown>,
  ) => Promise<void>;
};

/**
 * Runs all these sweeps at once, each on its own: one that fails, or is slow, does not stop the others. Every failure
 * is logged once with the sweep's name; the table `sweep_run` keeps the result of the last run of each. Never throws.
 */
export async function runSweeps(env: Env, sweeps: readonly Sweep[], now: number): Promise<void> {
  const failures = await Promise.all(sweeps.map((sweep) => runSweep(env, sweep, now)));
  const failed = failures.filter((count) => count > 0).length;
  log({ event: "sweep.done", sweeps: sweeps.length, failed });
}

async function runSweep(env: Env, { name, work }: Sweep, now: number): Promise<number> {
  const startedAt = Date.now();
  let failed = 0;
  const attempt = async (id: string | null, run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      failed += 1;
      const cause = causeText(error);
      log({ event: "sweep.failed", sweep: name, ...(id !== null && { id }), cause }, error);
    }
  };
  const each: SweepRun["each"] = async (items, workOn) => {
    for (const item of items) await attempt(item.id, () => workOn(item));
  };
  await attempt(null, () => work({ env, now, each }));
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

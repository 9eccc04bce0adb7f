import { DAY } from "../platform/clock.ts";

const PREFIX = "dead-letters.";

/** Counts messages of a dead-letter queue by hour, in the table that keeps the last runs of sweeps. */
export async function countDeadLetters(env: Env, queue: string, many: number): Promise<void> {
  const now = Date.now();
  const name = `${PREFIX}${queue.replace(/-dead$/, "")}.${new Date(now).toISOString().slice(0, 13)}`;
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO sweep_run (name, last_run_at, ms, failed) VALUES (?1, ?2, 0, ?3)
       ON CONFLICT (name) DO UPDATE SET last_run_at = ?2, failed = failed + ?3`,
    ).bind(name, now, many),
    env.DB.prepare(
      `DELETE FROM sweep_run WHERE name > '${PREFIX}' AND name < '${PREFIX}~' AND last_run_at < ?1`,
    ).bind(now - 30 * DAY),
  ]);
}

/** Whether a line of `sweep_run` counts dead letters, or is the run of a sweep. */
export function isDeadLetterCount(name: string): boolean {
  return name.startsWith(PREFIX);
}

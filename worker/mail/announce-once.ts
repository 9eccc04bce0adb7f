import { DAY } from "../platform/clock.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import type { Sweep } from "../platform/sweep.ts";
import { type PostedMail, sendSoon } from "./outbox.ts";

const KEPT_MS = 3 * DAY;

/**
 * Posts these mails unless the same state of the same subject was announced before: what happened is recorded in a
 * school database, its mails in the central one, so whoever announces it may run again. False when nothing was posted.
 */
export async function announceOnce(
  env: Env,
  { subject, state, at }: { subject: string; state: string; at: number },
  posted: PostedMail[],
): Promise<boolean> {
  const written = await runGuarded(env, [
    env.DB.prepare(
      "INSERT INTO announcement (subject, state, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    ).bind(subject, state, at),
    assertInBatch(env, "changes() = 1"),
    ...posted.map(({ statement }) => statement),
  ]);
  if (written) await sendSoon(env, posted);
  return written;
}

/** The states of these subjects that were announced, each as `subject state`. */
export async function listAnnounced(env: Env, subjects: string[]): Promise<Set<string>> {
  if (subjects.length === 0) return new Set();
  const { results } = await env.DB.prepare(
    `SELECT a.subject || ' ' || a.state AS told FROM json_each(?1) e
     CROSS JOIN announcement a ON a.subject = e.value`,
  )
    .bind(JSON.stringify(subjects))
    .all<{ told: string }>();
  return new Set(results.map(({ told }) => told));
}

export const ANNOUNCEMENT_SWEEPS: readonly Sweep[] = [
  {
    name: "announcements.delete-old",
    work: async ({ env, now }) => {
      await env.DB.prepare("DELETE FROM announcement WHERE at < ?1")
        .bind(now - KEPT_MS)
        .run();
    },
  },
];

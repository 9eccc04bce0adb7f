import { DAY } from "../platform/clock.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import type { Sweep } from "../platform/sweep.ts";
import type { PostedMail } from "./outbox.ts";

const KEPT_MS = 3 * DAY;

/**
 * Posts these mails unless this state of this subject was announced before. The event is in a school database and its
 * mails are in the central one, so the caller may run again. Returns false when nothing was posted; otherwise the caller
 * sends them (`sendSoon`).
 */
export async function announceOnce(
  env: Env,
  { subject, state, at }: { subject: string; state: string; at: number },
  posted: PostedMail[],
): Promise<boolean> {
  return await runGuarded(env, [
    env.DB.prepare(
      "INSERT INTO announcement (subject, state, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    ).bind(subject, state, at),
    assertInBatch(env, "changes() = 1"),
    ...posted.map(({ statement }) => statement),
  ]);
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

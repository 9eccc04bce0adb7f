import { type Device, readDevice } from "./device.ts";

export type OpenSession = {
  id: string;
  device: Device;
  /** ISO 8601. */
  openedAt: string;
  isThisOne: boolean;
};

/** The person's open sessions, this one first, then the newest. */
export async function listSessions(
  env: Env,
  input: { userId: string; sessionId: string; now: number },
): Promise<OpenSession[]> {
  const { results } = await env.DB.prepare(
    `SELECT id, user_agent AS userAgent, created_at AS createdAt FROM session
     WHERE user_id = ?1 AND expires_at > ?2 ORDER BY id = ?3 DESC, created_at DESC LIMIT 50`,
  )
    .bind(input.userId, input.now, input.sessionId)
    .all<{ id: string; userAgent: string | null; createdAt: number }>();
  return results.map(({ id, userAgent, createdAt }) => ({
    id,
    device: readDevice(userAgent ?? ""),
    openedAt: new Date(createdAt).toISOString(),
    isThisOne: id === input.sessionId,
  }));
}

/** Ends one session of this person; does nothing for one that ended or belongs to another person. */
export async function closeSession(
  env: Env,
  input: { userId: string; sessionId: string },
): Promise<void> {
  await env.DB.prepare("DELETE FROM session WHERE id = ?2 AND user_id = ?1")
    .bind(input.userId, input.sessionId)
    .run();
}

/** Ends all sessions, this one too, and the sign-ins that wait for their code. */
export async function closeAllSessions(env: Env, userId: string): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("DELETE FROM session WHERE user_id = ?1").bind(userId),
    env.DB.prepare("DELETE FROM verification WHERE value = ?1").bind(userId),
  ]);
}

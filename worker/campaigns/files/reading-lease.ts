import { MINUTE } from "../../platform/clock.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { surely } from "../../platform/surely.ts";

/** After this long without a heartbeat, the reader crashed or its sender stopped: the next file takes over. */
const STALE_MS = MINUTE;
/** A colleague's file takes about a second: the next file waits this long, unread. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 100;

export type Lease = { organizationId: number; token: string };

/**
 * A school reads one campaign results file at a time, which bounds memory. Null when another file is still being
 * read after `patienceMs`.
 */
export async function takeLease(
  env: SchoolEnv,
  organizationId: number,
  patienceMs = PATIENCE_MS,
): Promise<Lease | null> {
  const lease = { organizationId, token: crypto.randomUUID() };
  for (const until = Date.now() + patienceMs; ; await scheduler.wait(PAUSE_MS)) {
    if (await surely(() => tryLease(env, lease))) return lease;
    if (Date.now() >= until) return null;
  }
}

/** Idempotent for one token, because an answer may be lost. */
async function tryLease(env: SchoolEnv, { organizationId, token }: Lease): Promise<boolean> {
  const now = Date.now();
  const { meta } = await env.DB.prepare(
    `INSERT INTO campaign_reading (organization_id, token, heartbeat_at) VALUES (?1, ?2, ?3)
     ON CONFLICT (organization_id) DO UPDATE SET token = excluded.token,
       heartbeat_at = excluded.heartbeat_at
     WHERE campaign_reading.token = excluded.token OR campaign_reading.heartbeat_at < ?4`,
  )
    .bind(organizationId, token, now, now - STALE_MS)
    .run();
  return meta.changes === 1;
}

/** Updates the heartbeat; false when another file took over. */
export async function keepLease(
  env: SchoolEnv,
  { organizationId, token }: Lease,
): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    "UPDATE campaign_reading SET heartbeat_at = ?3 WHERE organization_id = ?1 AND token = ?2",
  )
    .bind(organizationId, token, Date.now())
    .run();
  return meta.changes === 1;
}

export async function releaseLease(
  env: SchoolEnv,
  { organizationId, token }: Lease,
): Promise<void> {
  const release = env.DB.prepare(
    "DELETE FROM campaign_reading WHERE organization_id = ?1 AND token = ?2",
  ).bind(organizationId, token);
  await surely(() => release.run());
}

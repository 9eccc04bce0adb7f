import { causeText, log } from "../../platform/log.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { sendHint } from "../run/message.ts";

/** Always get a desk from here: the jurisdiction is part of its identity, and local workerd has none. */
export function deskOf(env: Pick<Env, "IMPORT_DESK" | "JURISDICTION">, organizationId: number) {
  const desks = env.JURISDICTION ? env.IMPORT_DESK.jurisdiction(env.JURISDICTION) : env.IMPORT_DESK;
  return desks.getByName(String(organizationId));
}

/** Notifies the desk of a change in D1. A failure never stops an import: the alarm or the sweeper catches up. */
export async function notifyDesk(env: SchoolEnv, organizationId: number): Promise<void> {
  try {
    await deskOf(env, organizationId).changed();
  } catch (error) {
    log({ event: "desk.failed", cause: causeText(error) }, error);
  }
}

/** Call before a write that starts work: if the writer then crashes, the desk finds the import within seconds. */
export async function expectWork(env: SchoolEnv, organizationId: number): Promise<void> {
  try {
    await deskOf(env, organizationId).expectWork();
  } catch (error) {
    log({ event: "desk.failed", cause: causeText(error) }, error);
  }
}

/** Call after a write that starts work on an import: arms the watchdog and sends the hint. */
export async function wakeImport(
  env: SchoolEnv,
  input: { organizationId: number; importId: string; epoch: number },
): Promise<void> {
  const { organizationId, importId, epoch } = input;
  const hint = sendHint(env, { organizationId, importId, epoch });
  const [sent] = await Promise.allSettled([hint, notifyDesk(env, input.organizationId)]);
  if (sent.status === "rejected")
    log({ event: "desk.failed", cause: causeText(sent.reason) }, sent.reason);
}

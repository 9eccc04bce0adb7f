import { causeText, log } from "../../platform/log.ts";
import { sendHint } from "../run/message.ts";

/** The only place that gets a desk: the jurisdiction is part of its identity, and local workerd has none. */
export function deskOf(env: Env, organizationId: string) {
  const desks = env.JURISDICTION ? env.IMPORT_DESK.jurisdiction(env.JURISDICTION) : env.IMPORT_DESK;
  return desks.getByName(organizationId);
}

/** Tells the desk that D1 moved. Its failure never stops an import: its alarm, or the sweeper, catches up. */
export async function tellDesk(env: Env, organizationId: string): Promise<void> {
  try {
    await deskOf(env, organizationId).changed();
  } catch (error) {
    log({ event: "desk.failed", cause: causeText(error) });
  }
}

/** Before a write that gives an import something to do: it is found within seconds if the writer dies there. */
export async function expectWork(env: Env, organizationId: string): Promise<void> {
  try {
    await deskOf(env, organizationId).expectWork();
  } catch (error) {
    log({ event: "desk.failed", cause: causeText(error) });
  }
}

/** After a write that gave an import something to do: arms the watchdog and sends the hint. */
export async function wakeImport(
  env: Env,
  input: { organizationId: string; importId: string; epoch: number },
): Promise<void> {
  const hint = sendHint(env, { importId: input.importId, epoch: input.epoch });
  const [sent] = await Promise.allSettled([hint, tellDesk(env, input.organizationId)]);
  if (sent.status === "rejected") log({ event: "desk.failed", cause: causeText(sent.reason) });
}

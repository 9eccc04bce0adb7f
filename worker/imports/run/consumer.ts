import { openSchool } from "../../organizations/find-school.ts";
import { consumeEach } from "../../platform/consume-each.ts";
import { log } from "../../platform/log.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { notifyDesk } from "../desk/desk.ts";
import { loadImport } from "../store.ts";
import { cleanImport } from "./clean-import.ts";
import { failImport } from "./end-import.ts";
import { ImportMessage } from "./message.ts";
import { runImport } from "./run-import.ts";

const SHAPE = {
  schema: ImportMessage,
  idOf: ({ importId }: ImportMessage) => importId,
  firstDelay: 5,
  longestDelay: 60,
};

/** Queue `imports`: a bad file ends as a `refused` row. Any exception is our fault: the message is retried. */
export async function consumeImports(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await consumeEach(batch, {
    ...SHAPE,
    work: async (message) => await runImport(env, message),
  });
}

/** Queue `imports-dead`: an import whose retries all failed ends as `failed`; its file is kept for a retry. */
export async function consumeDeadImports(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await consumeEach(batch, {
    ...SHAPE,
    work: async (message) => await bury(await openSchool(env, message.organizationId), message),
  });
}

async function bury(env: SchoolEnv, { importId, epoch }: ImportMessage): Promise<void> {
  const row = await loadImport(env, importId);
  if (row?.epoch !== epoch || !(await failImport(env, row))) return;
  log({ event: "import.buried", importId });
  await notifyDesk(env, row.organizationId);
  await cleanImport(env, importId);
}

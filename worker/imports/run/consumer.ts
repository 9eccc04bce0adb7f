import { consumeEach } from "../../platform/consume-each.ts";
import { log } from "../../platform/log.ts";
import { tellDesk } from "../desk/desk.ts";
import { loadImport } from "../store.ts";
import { cleanImport } from "./clean-import.ts";
import { failImport } from "./end-import.ts";
import { ImportMessage } from "./message.ts";
import { runImport } from "./run-import.ts";

/** Queue `imports`: a bad file ends as a `refused` row. Any exception is our fault: the message is retried. */
export async function consumeImports(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  await consumeEach(batch, {
    schema: ImportMessage,
    idOf: ({ importId }) => importId,
    work: async (message) => await runImport(env, message),
    firstDelay: 5,
    longestDelay: 60,
  });
}

/** Queue `imports-dead`: an import whose retries all failed ends as `failed`; its file is kept for a retry. */
export async function consumeDeadImports(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const body = ImportMessage.safeParse(message.body);
    const row = body.success ? await loadImport(env, body.data.importId) : null;
    if (row && body.success && row.epoch === body.data.epoch && (await failImport(env, row))) {
      log({ event: "import.buried", importId: row.id });
      await tellDesk(env, row.organizationId);
      await cleanImport(env, row.id);
    }
    message.ack();
  }
}

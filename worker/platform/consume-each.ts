import type { z } from "zod";
import { Gone } from "./gone.ts";
import { causeText, log } from "./log.ts";
import { requestIdOf, withRequestId } from "./request-id.ts";

type Work<Body> = {
  schema: z.ZodType<Body>;
  /** The identifiers that the log gives for a failed message; never a person. */
  idOf: (body: Body) => string;
  work: (body: Body) => Promise<void>;
  /** Seconds before the second attempt, doubled for each further one. */
  firstDelay: number;
  longestDelay: number;
};

/**
 * Processes the messages of a queue one by one. A message of another queue, or about what does not exist (`Gone`), is
 * logged and acknowledged; a message whose processing throws is retried, as often as `wrangler.toml` says, then goes to
 * the dead letters.
 */
export async function consumeEach<Body>(
  batch: MessageBatch<unknown>,
  { schema, idOf, work, firstDelay, longestDelay }: Work<Body>,
): Promise<void> {
  for (const message of batch.messages) {
    const body = schema.safeParse(message.body);
    if (!body.success) {
      log({ event: "message.refused", queue: batch.queue });
      message.ack();
      continue;
    }
    try {
      await withRequestId(requestIdOf(message.body), async () => await work(body.data));
      message.ack();
    } catch (error) {
      const { attempts } = message;
      const failed = { queue: batch.queue, id: idOf(body.data), cause: causeText(error) };
      if (error instanceof Gone) {
        log({ event: "message.refused", ...failed });
        message.ack();
        continue;
      }
      log({ event: "message.failed", ...failed, attempts }, error);
      message.retry({ delaySeconds: Math.min(firstDelay * 2 ** (attempts - 1), longestDelay) });
    }
  }
}

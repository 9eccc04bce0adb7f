import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { consumeQueue } from "#worker/queues.ts";
import { type Fault, type FaultyEnv, faultyEnv, type SentMessage } from "./faulty-env.ts";

/** Far more calls than any story makes. */
const MOST_CALLS = 300;

/** One run of a story; returns the problems found at its end, in words. */
export type Story = (faulty: FaultyEnv) => Promise<string[]>;

/**
 * Plays a story again and again, each time with a fault at the next of its calls, until a run ends before the fault;
 * `from` skips the first calls. Returns the calls that failed, in order, and all the problems found; a negative `control`
 * ends with the first problem, which is enough.
 */
export async function walkFaults(
  { from = 1, control, ...kind }: Omit<Fault, "at"> & { from?: number; control?: boolean },
  story: Story,
): Promise<{ calls: string[]; problems: string[] }> {
  const calls: string[] = [];
  const problems: string[] = [];
  for (let at = from; at <= MOST_CALLS; at += 1) {
    const faulty = faultyEnv(env, { at, ...kind });
    const wrong = await story(faulty);
    const call = faulty.failed();
    if (call === null) return { calls, problems };
    calls.push(call);
    problems.push(...wrong.map((problem) => `call ${at}, ${call} (${kind.mode}): ${problem}`));
    if (control && problems.length > 0) return { calls, problems };
  }
  throw new Error(`a story of more than ${MOST_CALLS} calls`);
}

/** As `max_retries` of `wrangler.toml`, after which a message is a dead letter. */
const MOST_ATTEMPTS = 6;

/** Delivers the messages that the story sent, and those that their consumer asks to retry, as a queue does. */
export async function deliverSent({ env: faulty, sent }: FaultyEnv): Promise<void> {
  for (let message = sent.shift(); message; message = sent.shift()) {
    let attempts = 1;
    while (attempts <= MOST_ATTEMPTS && (await asksAgain(faulty, message, attempts))) attempts += 1;
    if (attempts > MOST_ATTEMPTS) {
      await asksAgain(faulty, { ...message, queue: `${message.queue}-dead` }, 1);
    }
  }
}

async function asksAgain(faulty: Env, { queue, body }: SentMessage, attempts: number) {
  const batch = createMessageBatch(queue, [
    { id: crypto.randomUUID(), timestamp: new Date(), attempts, body },
  ]);
  const ctx = createExecutionContext();
  await consumeQueue(batch, faulty);
  return (await getQueueResult(batch, ctx)).retryMessages.length > 0;
}

/** `problem` when the two differ. */
export function differ(name: string, found: unknown, expected: unknown): string[] {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  return a === b ? [] : [`${name} is ${a}, not ${b}`];
}

/** What a person asks for. `ask`: true when the answer says that it is done. `state`: what is stored, without ids. */
export type Deed = { ask: (env: Env) => Promise<boolean>; state: () => Promise<unknown> };

/**
 * The story of one deed: it is done wholly or not at all, the answer says which, and who sees an error and asks again
 * finds it done, once.
 */
export function askedAgain(prepare: () => Promise<Deed>): Story {
  let expected: Promise<unknown> | undefined;
  return async (faulty) => {
    expected ??= prepare().then(async ({ ask, state }) =>
      (await ask(env)) ? await state() : null,
    );
    const done = await expected;
    const { ask, state } = await prepare();
    const before = await state();
    const answer = await ask(faulty.env).catch(() => null);
    const problems = differ(`what is so after ${answer}`, await state(), answer ? done : before);
    if (answer === null) problems.push(...differ("the second answer", await ask(env), true));
    else if (!answer) problems.push("it is refused");
    return [...problems, ...differ("what is so in the end", await state(), done)];
  };
}

/** One fault before and after each call of each deed, and the control: the same deed outside a transaction is noticed. */
export function testDeeds(deeds: Record<string, () => Promise<Deed>>): void {
  const cases = Object.entries(deeds);
  for (const mode of ["before", "lost"] as const) {
    test.each(cases)(`%s: whichever call fails (${mode}), the answer is true`, async (_, deed) => {
      const { calls, problems } = await walkFaults({ mode }, askedAgain(deed));
      expect(problems).toEqual([]);
      expect(calls).toContain("D1 batch");
    });
  }
  test.each(cases)("control: %s is not whole outside a transaction", async (_, deed) => {
    const story = askedAgain(deed);
    const kind = { mode: "before", withoutTransactions: true, control: true } as const;
    const { problems } = await walkFaults(kind, async (faulty) => {
      return await story(faulty).catch((error: Error) => [error.message]);
    });
    expect(problems).not.toEqual([]);
  });
}

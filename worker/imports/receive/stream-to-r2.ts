import type { SchoolEnv } from "../../platform/school-env.ts";

/** Enough to hold the header row of a CSV in UTF-16. */
const HEAD_BYTES = 4096;

/** The outcome: the body was kept, refused by `accept`, or interrupted on the sender's side. */
export type Streamed<Verdict> =
  | { kind: "kept"; verdict: Verdict }
  | { kind: "refused" }
  | { kind: "broken" };

/**
 * Streams a body of known length to R2 without holding it. `accept` sees the first bytes before
 * anything is written; if it returns null, nothing is written. Only a complete body leaves an object. Rejects
 * if R2 fails, or if the body has another length.
 */
export async function streamToR2<Verdict>(
  env: SchoolEnv,
  input: {
    key: string;
    body: ReadableStream<Uint8Array> | null;
    size: number;
    accept: (head: Uint8Array) => Verdict | null;
  },
): Promise<Streamed<Verdict>> {
  if (!input.body || input.size === 0) return await storeEmpty(env, input);
  const head = await readHead(input.body);
  if (head === null) return { kind: "broken" };
  const verdict = input.accept(head);
  if (verdict === null) return { kind: "refused" };
  const { readable, writable } = new FixedLengthStream(input.size);
  // R2 may fail before it reads anything; the pump below would then wait forever for a reader.
  const put = env.FILES.put(input.key, readable).catch(async (error: unknown) => {
    if (!readable.locked) await readable.cancel(error);
    throw error;
  });
  const results = await Promise.allSettled([put, pump(head, input.body, writable)]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) {
    await env.FILES.delete(input.key);
    if (await isBroken(input.body)) return { kind: "broken" };
    throw failed.reason;
  }
  return { kind: "kept", verdict };
}

async function storeEmpty<Verdict>(
  env: SchoolEnv,
  input: { key: string; accept: (head: Uint8Array) => Verdict | null },
): Promise<Streamed<Verdict>> {
  const verdict = input.accept(new Uint8Array());
  if (verdict === null) return { kind: "refused" };
  await env.FILES.put(input.key, new Uint8Array());
  return { kind: "kept", verdict };
}

/** Whether the body itself failed, because of the sender or the network. An R2 failure only cancels it. */
async function isBroken(body: ReadableStream<Uint8Array>): Promise<boolean> {
  const reader = body.getReader();
  try {
    await reader.closed;
    return false;
  } catch {
    return true;
  }
}

/** The first bytes; null when the body failed before they arrived. */
async function readHead(body: ReadableStream<Uint8Array>): Promise<Uint8Array | null> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.byteLength;
    }
  } catch {
    return null;
  } finally {
    reader.releaseLock();
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    head.set(chunk, at);
    at += chunk.byteLength;
  }
  return head;
}

async function pump(
  head: Uint8Array,
  rest: ReadableStream<Uint8Array>,
  writable: WritableStream<Uint8Array>,
): Promise<void> {
  const writer = writable.getWriter();
  await writer.write(head);
  writer.releaseLock();
  await rest.pipeTo(writable);
}

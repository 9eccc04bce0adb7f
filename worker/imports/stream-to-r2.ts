/** Enough to hold the header row of a CSV in UTF-16. */
const HEAD_BYTES = 4096;

/**
 * Streams a body of known length to R2 without holding it. `accept` sees the first bytes before
 * anything is written; null stops there. Rejects, leaving no object, if the body breaks or lies on its length.
 */
export async function streamToR2<Verdict>(
  env: Env,
  input: {
    key: string;
    body: ReadableStream<Uint8Array> | null;
    size: number;
    accept: (head: Uint8Array) => Verdict | null;
  },
): Promise<Verdict | null> {
  if (!input.body || input.size === 0) return await storeEmpty(env, input);
  const reader = input.body.getReader();
  const head = await readHead(reader);
  const verdict = input.accept(head);
  reader.releaseLock();
  if (verdict === null) return null;
  const { readable, writable } = new FixedLengthStream(input.size);
  const put = env.FILES.put(input.key, readable);
  const results = await Promise.allSettled([put, pump(head, input.body, writable)]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) {
    await env.FILES.delete(input.key);
    throw failed.reason;
  }
  return verdict;
}

async function storeEmpty<Verdict>(
  env: Env,
  input: { key: string; accept: (head: Uint8Array) => Verdict | null },
): Promise<Verdict | null> {
  const verdict = input.accept(new Uint8Array());
  if (verdict !== null) await env.FILES.put(input.key, new Uint8Array());
  return verdict;
}

async function readHead(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
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

type Body = ReadableStream<Uint8Array>;

/** `more` streams what follows the first bytes; null when they are the whole body. */
export type BodyStart = { bytes: Uint8Array; more: Body | null };

/**
 * The first `limit` bytes of a body, whatever length it declares, and no more: "slow" when they take more than `ms`,
 * "broken" when the sender disconnected.
 */
export async function readStart(
  body: Body,
  { limit, ms }: { limit: number; ms: number },
): Promise<BodyStart | "slow" | "broken"> {
  const bytes = new Uint8Array(limit);
  let size = 0;
  const reader = body.getReader();
  const late = timer(ms);
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late.rings]);
      if (next === "slow") {
        reader.cancel().catch(() => undefined);
        return "slow";
      }
      if (next.done) return { bytes: bytes.subarray(0, size), more: null };
      const taken = next.value.subarray(0, limit - size);
      bytes.set(taken, size);
      size += taken.byteLength;
      const left = next.value.subarray(taken.byteLength);
      if (left.byteLength > 0) return { bytes, more: continueWith(left, body) };
    }
  } catch {
    return "broken";
  } finally {
    late.stop();
    reader.releaseLock();
  }
}

function timer(ms: number) {
  let id: ReturnType<typeof setTimeout>;
  const rings = new Promise<"slow">((resolve) => {
    id = setTimeout(() => resolve("slow"), ms);
  });
  return { rings, stop: () => clearTimeout(id) };
}

/**
 * `first`, then the rest of `body`, with each piece passed through `change` (null: the end). It locks the body only
 * while it reads a piece, so that an unwanted rest can be drained.
 */
export function continueWith(
  first: Uint8Array,
  body: Body,
  change: (piece: Uint8Array | null) => Uint8Array | null = (piece) => piece,
): Body {
  let left: Uint8Array | null = first;
  const take = async () => {
    const piece = left ?? (await readPiece(body));
    left = null;
    return change(piece);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let piece = await take();
        while (piece?.byteLength === 0) piece = await take();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function readPiece(body: Body): Promise<Uint8Array | null> {
  const reader = body.getReader();
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } finally {
    reader.releaseLock();
  }
}

/** The same body; its stream breaks as soon as it is longer than `limit`, whatever length it declares. */
export function limitBody(body: Body, limit: number): { stream: Body; isTooLarge: () => boolean } {
  let size = 0;
  const stream = continueWith(new Uint8Array(), body, (piece) => {
    size += piece?.byteLength ?? 0;
    if (size > limit) throw new Error("the body is too large");
    return piece;
  });
  return { stream, isTooLarge: () => size > limit };
}

/**
 * Reads the rest of a refused body before answering: closing a connection in the middle of an upload loses the answer,
 * or fails the next request on it. Reads at most this many bytes for at most this long: an endless body would hold the
 * request for ever.
 */
export async function drain(
  body: Body | null,
  { bytes, ms }: { bytes: number; ms: number },
): Promise<void> {
  // Not `bodyUsed`: an upload refused for its first bytes has been used, and its rest must still be read.
  if (!body || body.locked) return;
  let size = 0;
  const counter = new WritableStream<Uint8Array>({
    write(piece, controller) {
      size += piece.byteLength;
      if (size > bytes) controller.error(new Error("more than is drained"));
    },
  });
  const late = new AbortController();
  const timeout = setTimeout(() => late.abort(), ms);
  // However it ends, nothing is left to do: the visitor disconnected, or sends without end.
  await body.pipeTo(counter, { signal: late.signal }).catch(() => undefined);
  clearTimeout(timeout);
}

/** A body that broke during its upload: the sender disconnected, or the network failed. Not our failure. */
export class BodyInterrupted extends Error {}

/**
 * A body in windows of `size` bytes at most, whatever the pieces it comes in: no other part of it is in memory. `last`
 * comes once, with the last bytes or alone. Throws `BodyInterrupted`. The body is left unlocked, so that what was not
 * wanted of it can be drained.
 */
export async function* bodyWindows(
  body: ReadableStream<Uint8Array> | null,
  size: number,
): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  const window = new Uint8Array(size);
  let filled = 0;
  const reader = body?.getReader();
  try {
    for (;;) {
      const piece = reader ? await readPiece(reader) : undefined;
      if (!piece) return yield { bytes: window.slice(0, filled), last: true };
      for (let at = 0; at < piece.byteLength; ) {
        if (filled === size) {
          yield { bytes: window.slice(), last: false };
          filled = 0;
        }
        const taken = piece.subarray(at, at + size - filled);
        window.set(taken, filled);
        filled += taken.byteLength;
        at += taken.byteLength;
      }
    }
  } finally {
    reader?.releaseLock();
  }
}

async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (cause) {
    throw new BodyInterrupted("the body broke on its way", { cause });
  }
}

/** A whole body of `limit` bytes at most; null as soon as there are more. Throws `BodyInterrupted`. */
export async function wholeBody(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const { bytes } of bodyWindows(body, 256 * 1024)) {
    size += bytes.byteLength;
    if (size > limit) return null;
    pieces.push(bytes);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}

import { Zip, ZipDeflate } from "fflate";

/** Marked as made on Unix, readable by all: otherwise `unzip` ignores the UTF-8 flag of names. */
const UNIX = { os: 3, attrs: 0o100644 << 16 } as const;
/** The earliest date a zip can hold, so that the same content gives the same bytes. */
const NO_DATE = "1980-01-01T00:00:00Z";

/**
 * A zip written as a stream: `add` holds one chunk of a file at a time, and `write` is awaited before the next. All
 * entries are deflated, PDFs lightly: a stored entry whose size comes after its data cannot be read as a stream.
 */
export function createZipWriter(write: (chunk: Uint8Array) => Promise<void>) {
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    failure ??= error;
    ready.push(chunk);
  });

  async function flush() {
    if (failure) throw failure;
    const chunks = ready;
    ready = [];
    for (const chunk of chunks) await write(chunk);
  }

  return {
    async add(
      path: string,
      pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    ): Promise<void> {
      const entry = new ZipDeflate(path, { level: path.endsWith(".pdf") ? 1 : 6 });
      Object.assign(entry, UNIX, { mtime: NO_DATE });
      zip.add(entry);
      for await (const piece of pieces) {
        entry.push(piece);
        await flush();
      }
      entry.push(new Uint8Array(), true);
      await flush();
    },
    async end(): Promise<void> {
      zip.end();
      await flush();
    },
  };
}

import { crc32 } from "node:zlib";
import { deflateSync } from "fflate";
import { expect, test } from "vitest";
import type { ArchiveEntry } from "./directory.ts";
import { inflateEntry } from "./inflate.ts";
import { MAX_INFLATED_BYTES, MAX_RATIO, RATIO_FREE_BYTES } from "./limits.ts";
import { aZip, bytesOf, concat, inPieces, readZip } from "./sample-archive.ts";

const MIB = 1024 * 1024;
const invalid = (reason: string) => ({
  ok: false,
  fault: { code: "FILE_INVALID", detail: { reason } },
});

function entryOf(content: Uint8Array, data: Uint8Array, change: Partial<ArchiveEntry> = {}) {
  const sizes = { compressedSize: data.length, size: content.length };
  return { dataOffset: 0, ...sizes, crc: crc32(content), method: 8, ...change };
}

/** Pseudo-random bytes, the same at each run. */
function noise(length: number): Uint8Array {
  let state = 42;
  return Uint8Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state >> 16;
  });
}

/** Inflates, and counts the bytes that reached the sink and those read from the source. */
async function inflate(entry: ArchiveEntry, data: Uint8Array, piece = 4096) {
  let written = 0;
  let largest = 0;
  let read = 0;
  async function* source() {
    for await (const chunk of inPieces(data, piece)) {
      read += chunk.length;
      yield chunk;
    }
  }
  const outcome = await inflateEntry(entry, source(), async (chunk) => {
    written += chunk.length;
    largest = Math.max(largest, chunk.length);
  });
  return { outcome, written, largest, read };
}

test("an entry is inflated whole, whatever the size of its pieces", async () => {
  const text = Array.from({ length: 1000 }, (_, index) => `<ELEVE ID="${index}">Zoé</ELEVE>`).join(
    "",
  );
  const content = concat(bytesOf(text), noise(70_000));
  for (const stored of [false, true]) {
    for (const level of [0, 6] as const) {
      const data = stored ? content : deflateSync(content, { level });
      for (const piece of [5, 97, 4096, 200_000]) {
        const chunks: Uint8Array[] = [];
        const entry = entryOf(content, data, { method: stored ? 0 : 8 });
        const outcome = await inflateEntry(entry, inPieces(data, piece), async (chunk) => {
          chunks.push(chunk);
        });
        expect(outcome).toEqual({ ok: true, size: content.length });
        expect(Buffer.compare(Buffer.concat(chunks), content)).toBe(0);
      }
    }
  }
});

test("a stream of the platform is read, and cancelled as soon as the entry is refused", async () => {
  const content = bytesOf("<BEE_ELEVES/>".repeat(1000));
  const data = deflateSync(content);
  let cancelled = false;
  const streamOf = (bytes: Uint8Array) =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytes),
      cancel: () => {
        cancelled = true;
      },
    });
  const sink = async () => {};
  expect(await inflateEntry(entryOf(content, data), streamOf(data), sink)).toMatchObject({
    ok: true,
  });
  expect(cancelled).toBe(true);
  cancelled = false;
  const damaged = streamOf(Uint8Array.of(0xff, 0xff, 0xff));
  expect(await inflateEntry(entryOf(content, data), damaged, sink)).toEqual(invalid("corrupt"));
  expect(cancelled).toBe(true);
});

test("the sink is awaited before inflating continues", async () => {
  const content = noise(200_000);
  let busy = false;
  const entry = entryOf(content, content, { method: 0 });
  await inflateEntry(entry, inPieces(content, 50_000), async (chunk) => {
    expect(busy).toBe(false);
    expect(chunk.length).toBeLessThanOrEqual(16 * 1024);
    busy = true;
    await Promise.resolve();
    await Promise.resolve();
    busy = false;
  });
});

test("an entry may reach 400 MiB, and 200 times its size after the first MiB", () => {
  expect([MAX_INFLATED_BYTES, MAX_RATIO, RATIO_FREE_BYTES]).toEqual([400 * MIB, 200, MIB]);
});

test("a bomb stops early, having inflated less than 20 MiB and written nothing of it", async () => {
  const content = new Uint8Array(64 * MIB);
  const data = deflateSync(content, { level: 9 });
  for (const size of [content.length, 1000]) {
    for (const piece of [4096, 64 * 1024, data.length]) {
      const bomb = await inflate(entryOf(content, data, { size }), data, piece);
      expect(bomb.outcome).toEqual({ ok: false, fault: { code: "ARCHIVE_SUSPICIOUS" } });
      expect(bomb.written).toBeLessThanOrEqual(RATIO_FREE_BYTES);
      // DEFLATE outputs at most 1 032 times its input, and 16 KiB of input are inflated at a time.
      const inflated = bomb.written + 1032 * 16 * 1024;
      expect(inflated).toBeLessThanOrEqual(20 * MIB);
      expect(bomb.read).toBeLessThanOrEqual(Math.max(piece, 16 * 1024));
    }
  }
});

test("a file that inflates less than 200 times is not a bomb, nor is a small one that inflates more", async () => {
  const block = noise(20_000);
  const content = concat(...Array.from({ length: 150 }, () => block));
  const data = deflateSync(content);
  expect(content.length / data.length).toBeLessThan(MAX_RATIO);
  expect(content.length).toBeGreaterThan(RATIO_FREE_BYTES);
  expect((await inflate(entryOf(content, data), data)).outcome).toMatchObject({ ok: true });
  const blanks = new Uint8Array(RATIO_FREE_BYTES).fill(32);
  const small = deflateSync(blanks);
  expect(blanks.length / small.length).toBeGreaterThan(MAX_RATIO);
  expect((await inflate(entryOf(blanks, small), small)).outcome).toMatchObject({ ok: true });
});

test("data that inflate beyond 400 MiB are too large, even when the directory says less", async () => {
  const chunk = noise(MIB);
  const entry: ArchiveEntry = {
    dataOffset: 0,
    compressedSize: 2 * MAX_INFLATED_BYTES,
    size: 2 * MAX_INFLATED_BYTES,
    crc: 0,
    method: 0,
  };
  async function* endless() {
    for (;;) yield chunk;
  }
  let written = 0;
  const outcome = await inflateEntry(entry, endless(), async (bytes) => {
    written += bytes.length;
  });
  expect(outcome).toMatchObject({ ok: false, fault: { code: "PAYLOAD_TOO_LARGE" } });
  expect(written).toBe(MAX_INFLATED_BYTES);
});

test("wrong sizes, a wrong CRC and missing bytes are refused", async () => {
  const content = bytesOf("<BEE_ELEVES>Zoé</BEE_ELEVES>".repeat(50));
  const data = deflateSync(content);
  const outcomeOf = async (change: Partial<ArchiveEntry>, bytes = data) =>
    (await inflate(entryOf(content, data, change), bytes)).outcome;
  expect(await outcomeOf({ size: content.length - 1 })).toEqual(invalid("size"));
  expect(await outcomeOf({ size: content.length + 1 })).toEqual(invalid("size"));
  expect(await outcomeOf({ crc: crc32(content) ^ 1 })).toEqual(invalid("corrupt"));
  expect(await outcomeOf({ compressedSize: data.length - 3 })).toEqual(invalid("truncated"));
  expect(await outcomeOf({ compressedSize: data.length + 1 })).toEqual(invalid("truncated"));
  expect(await outcomeOf({}, data.subarray(0, 20))).toEqual(invalid("truncated"));
  expect(await outcomeOf({}, new Uint8Array())).toEqual(invalid("truncated"));
});

test("inflating stops as soon as it exceeds the size in the directory", async () => {
  const content = noise(500_000);
  const data = deflateSync(content);
  const { outcome, written, read } = await inflate(entryOf(content, data, { size: 1000 }), data);
  expect(outcome).toEqual(invalid("size"));
  expect(written).toBeLessThanOrEqual(1000);
  expect(read).toBeLessThan(200_000);
});

test("more than 128 KiB that inflate to nothing are refused, not held in memory", async () => {
  const content = bytesOf("<BEE_ELEVES/>");
  const data = concat(deflateSync(content), noise(10 * MIB));
  const { outcome, read } = await inflate(entryOf(content, data), data, 64 * 1024);
  expect(outcome).toEqual(invalid("size"));
  expect(read).toBeLessThanOrEqual(256 * 1024);
  const emptyBlocks = new Uint8Array(5 * 100_000).map((_, at) => (at % 5 > 2 ? 255 : 0));
  expect((await inflate(entryOf(content, emptyBlocks), emptyBlocks)).outcome).toEqual(
    invalid("size"),
  );
});

test("an archive under the name of an XML file is refused", async () => {
  const inner = aZip([{ name: "a.xml" }]);
  for (const stored of [true, false]) {
    for (const piece of [1, 3, 4096]) {
      expect(await readZip(aZip([{ name: "b.xml", content: inner, stored }]), { piece })).toEqual({
        code: "FILE_INVALID",
        detail: { reason: "nested" },
      });
    }
  }
});

test("an exception of the source or the sink is not reported as a fault of the file", async () => {
  const content = noise(100_000);
  const data = deflateSync(content);
  const away = inflateEntry(entryOf(content, data), inPieces(data, 4096), async () => {
    throw new Error("D1 is away");
  });
  await expect(away).rejects.toThrow("D1 is away");
  async function* broken() {
    yield data.subarray(0, 50);
    throw new Error("R2 is away");
  }
  await expect(inflateEntry(entryOf(content, data), broken(), async () => {})).rejects.toThrow(
    "R2 is away",
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { readMultipart, type SentFile } from "./multipart.ts";

/** A form as browsers write it (RFC 7578). */
async function aForm(fields: Array<[string, string]>, file?: { name: string; bytes: Uint8Array }) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  if (file) form.append("file", new File([file.bytes.slice()], file.name));
  const sent = new Response(form);
  const [, boundary = ""] = /boundary=(.*)/.exec(sent.headers.get("Content-Type") ?? "") ?? [];
  return { bytes: new Uint8Array(await sent.arrayBuffer()), boundary };
}

/** The file's bytes; null when its stream breaks. */
async function readWhole(file: SentFile): Promise<Uint8Array | null> {
  return await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
}

/** Reads the form with this many bytes in memory and the rest coming in pieces. */
function readInPieces(bytes: Uint8Array, boundary: string, start: number, piece: number) {
  let at = start;
  const more = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close();
      controller.enqueue(bytes.subarray(at, at + piece));
      at += piece;
    },
  });
  const rest = start < bytes.byteLength ? { more, length: bytes.byteLength } : null;
  return readMultipart({ bytes: bytes.subarray(0, start), rest }, boundary);
}

const FIELDS: Array<[string, string]> = [
  ["intent", "upload"],
  ["note", "Élève « né » à l’été\r\n--pas la fin"],
];

test("a form in memory is read: its fields, its file, the file's name", async () => {
  const file = { name: 'Élèves "3e".csv', bytes: new Uint8Array([0, 255, 13, 10, 45, 45]) };
  const { bytes, boundary } = await aForm(FIELDS, file);
  const read = readMultipart({ bytes, rest: null }, boundary);
  expect([...(read?.fields ?? [])]).toEqual(FIELDS);
  expect(read?.file).toMatchObject({ name: file.name, size: file.bytes.byteLength });
  expect(read?.file && (await readWhole(read.file))).toEqual(file.bytes);
});

test("wherever a large file is split, it comes out as it was sent, and its size is known in advance", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 300, maxLength: 2000 }),
      fc.integer({ min: 1, max: 700 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (content, piece, share) => {
        const { bytes, boundary } = await aForm(FIELDS, { name: "a.csv", bytes: content });
        const first = new TextDecoder("latin1").decode(bytes).indexOf("octet-stream") + 16;
        const start = first + Math.floor(share * (bytes.byteLength - 1 - first));
        const read = readInPieces(bytes, boundary, start, piece);
        expect(read?.file?.size).toBe(content.byteLength);
        expect([...(read?.fields ?? [])]).toEqual(FIELDS);
        expect(read?.file && (await readWhole(read.file))).toEqual(content);
      },
    ),
    { numRuns: 200 },
  );
});

test("a file that is cut, that has a wrong length, or that a field follows breaks at that point", async () => {
  const content = new Uint8Array(500).fill(0x61);
  const { bytes, boundary } = await aForm(FIELDS, { name: "a.csv", bytes: content });
  const start = bytes.byteLength - 400;
  const brokenAt = async (form: Uint8Array, length = form.byteLength) => {
    const more = new Blob([form.slice(start)]).stream();
    const read = readMultipart(
      { bytes: form.subarray(0, start), rest: { more, length } },
      boundary,
    );
    return read?.file ? await readWhole(read.file) : "refused";
  };
  expect(await brokenAt(bytes)).toEqual(content);
  expect(await brokenAt(bytes.subarray(0, -20), bytes.byteLength)).toBeNull();
  expect(await brokenAt(bytes.subarray(0, -20))).toBeNull();
  expect(await brokenAt(bytes, bytes.byteLength + 1)).toBeNull();
  expect(await brokenAt(bytes, bytes.byteLength - 1)).toBeNull();
  const ending = `--${boundary}--\r\n`;
  const field = `--${boundary}\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n${ending}`;
  const followed = new Uint8Array([
    ...bytes.subarray(0, -ending.length),
    ...new TextEncoder().encode(field),
  ]);
  expect(await brokenAt(followed)).toBeNull();
});

const part = (name: string, value = "1") =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

test.each([
  ["nothing", ""],
  ["another boundary", "--c--\r\n"],
  ["no end", part("a")],
  ["something after the end", `${part("a")}--b--\r\nmore`],
  ["a name that is a path", `${part("a[9999999]")}--b--\r\n`],
  ["one name twice", `${part("a")}${part("a")}--b--\r\n`],
  [
    "too many fields",
    `${Array.from({ length: 101 }, (_, at) => part(`f${at}`)).join("")}--b--\r\n`,
  ],
  ["endless headers", `--b\r\nX: ${"a".repeat(3000)}\r\n\r\n1\r\n--b--\r\n`],
])("%s is no form", (_, text) => {
  expect(readMultipart({ bytes: new TextEncoder().encode(text), rest: null }, "b")).toBeNull();
});

test("any bytes are read or refused, and never cause a failure of ours", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("--b", "\r\n", "--", part("a"), "é", ";", '"', "=")),
      (all) => {
        const bytes = new TextEncoder().encode(all.join(""));
        readMultipart({ bytes, rest: null }, "b");
      },
    ),
    { numRuns: 1000 },
  );
});

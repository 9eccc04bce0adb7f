import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { SaxesParser } from "saxes";
import { WINDOW_BYTES } from "#worker/imports/formats/reader.ts";
import { createCollector, NO_MEMORY } from "#worker/imports/formats/siecle/collector.ts";
import {
  addAttribute,
  addText,
  closeElement,
  openElement,
} from "#worker/imports/formats/siecle/elements.ts";
import { createSiecleReader } from "#worker/imports/formats/siecle/reader.ts";
import {
  openSiecle,
  readSiecleWindow,
  type SiecleCursor,
} from "#worker/imports/formats/siecle/window.ts";
import type { ReadingContext } from "#worker/imports/records.ts";
import { makeFile } from "./big-file.ts";

/** The compared stacks have no types of their own: only the functions used are declared here. */
type Emitter = { on(event: string, listener: (value: string) => void): void };
type SaxParser = {
  line: number;
  column: number;
  position: number;
  onopentagstart: (tag: { name: string }) => void;
  onattribute: (attribute: { name: string; value: string }) => void;
  ontext: (text: string) => void;
  oncdata: (text: string) => void;
  onclosetag: (name: string) => void;
  onerror: (error: Error) => void;
  write(text: string): void;
  close(): void;
};
type SaxStream = { write(text: string): void; end(): void };
type Parsed = Record<string, { $: Record<string, string> } & Record<string, string[]>>;

const require = createRequire(import.meta.url);
const sax: { parser(strict: boolean): SaxParser; createStream(strict: boolean): SaxStream } =
  require("sax");
const saxpath: { SaXPath: new (stream: SaxStream, path: string) => Emitter } = require("saxpath");
const xml2js: { parseString(xml: string, done: (error: Error | null, out: Parsed) => void): void } =
  require("xml2js");

const CONTEXT: ReadingContext = { uai: "0750001A", today: "2026-09-15" };
const ENCODING = "iso-8859-15";
const MEGABYTE = 1024 * 1024;
/** Pieces of the size of our windows, for every stack. */
const PIECE_BYTES = 64 * 1024;
const ROUNDS = 3;
/** The reference stack is slow: it reads one window out of this many, and its figure is a speed. */
const REFERENCE_SHARE = 10;
const WINDOWS_WEIGHED = 10;

export type ReadingFigures = {
  pupils: number;
  megabytes: number;
  /** MB/s, best of three rounds. */
  speeds: { ours: number; saxes: number; sax: number; reference: number };
  ratios: { oursToSax: number; oursToReference: number; oursToSaxes: number };
  /** Peak memory in bytes, null without `--expose-gc`: between two windows, and within one. */
  heapRetained: number | null;
  heapOfLiveReader: number | null;
};

/** Measures SIECLE reading against three other stacks in one run, alternating them, and prints the figures. */
export function benchReading(pupils = 100_000): ReadingFigures {
  const file = makeFile(pupils);
  const part = makeFile(Math.ceil(pupils / REFERENCE_SHARE));
  const best = { ours: 0, saxes: 0, sax: 0, reference: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    best.ours = Math.max(best.ours, speedOf(file, readOurs(file, pupils)));
    best.saxes = Math.max(best.saxes, speedOf(file, readPieces(file, bareSaxes())));
    best.sax = Math.max(best.sax, speedOf(file, readPieces(file, saxWithCollector(pupils))));
    if (round > 0) continue;
    const expected = Math.ceil(pupils / REFERENCE_SHARE);
    best.reference = speedOf(part, readPieces(part, referenceStack(expected)));
  }
  const figures: ReadingFigures = {
    pupils,
    megabytes: file.length / MEGABYTE,
    speeds: best,
    ratios: {
      oursToSax: best.ours / best.sax,
      oursToReference: best.ours / best.reference,
      oursToSaxes: best.ours / best.saxes,
    },
    heapRetained: heapRetained(file),
    heapOfLiveReader: heapOfLiveReader(file),
  };
  print(figures);
  return figures;
}

function print({ pupils, megabytes, speeds, ratios, ...heap }: ReadingFigures): void {
  const line = (name: string, speed: number, note = "") =>
    console.log(`  ${name.padEnd(34)} ${speed.toFixed(1).padStart(7)} MB/s  ${note}`);
  console.log(`Reading SIECLE: ${pupils} pupils, ${megabytes.toFixed(0)} MB in ${ENCODING}`);
  line("ours, bytes to records", speeds.ours);
  line("saxes, empty handlers", speeds.saxes, `ours x${ratios.oursToSaxes.toFixed(2)} (>= 0.60)`);
  line("sax, same collector", speeds.sax, `ours x${ratios.oursToSax.toFixed(2)} (>= 2)`);
  line(
    "sax + saxpath + xml2js",
    speeds.reference,
    `ours x${ratios.oursToReference.toFixed(1)} (>= 15)`,
  );
  const held = (name: string, bytes: number | null, note: string) => {
    const figure = bytes === null ? "?" : (bytes / MEGABYTE).toFixed(2);
    console.log(`  ${name.padEnd(34)} ${figure.padStart(7)} MiB   ${note}`);
  };
  held("heap held between windows", heap.heapRetained, "(<= 4 MiB)");
  held("heap held within a window", heap.heapOfLiveReader, "(<= 4 MiB)");
  if (heap.heapRetained === null) console.log("  (run with --expose-gc to weigh the heap)");
}

function speedOf(file: Uint8Array, seconds: number): number {
  return file.length / MEGABYTE / seconds;
}

/** Seconds from bytes to records, window after window as the Worker does. */
function readOurs(file: Uint8Array, pupils: number): number {
  const start = performance.now();
  const opened = openSiecle(file.subarray(0, 256));
  if (!opened.ok) throw new Error("the sample is not SIECLE");
  let cursor: SiecleCursor | null = opened.cursor;
  let read = 0;
  while (cursor) {
    const end = cursor.byte + WINDOW_BYTES;
    const bytes = file.subarray(cursor.byte, end);
    const result = readSiecleWindow(cursor, bytes, end >= file.length, CONTEXT);
    if (result.faults.length > 0) throw new Error(JSON.stringify(result.faults));
    read += result.pupils.length;
    cursor = result.cursor;
  }
  check(read, pupils);
  return (performance.now() - start) / 1000;
}

type Stack = { write(text: string): void; close(): void };

/** Seconds spent in a stack, without the decoding. */
function readPieces(file: Uint8Array, stack: Stack): number {
  const decoder = new TextDecoder(ENCODING);
  let spent = 0;
  for (let at = 0; at < file.length; at += PIECE_BYTES) {
    const text = decoder.decode(file.subarray(at, at + PIECE_BYTES));
    const start = performance.now();
    stack.write(text);
    spent += performance.now() - start;
  }
  const start = performance.now();
  stack.close();
  return (spent + performance.now() - start) / 1000;
}

function check(read: number, pupils: number): void {
  if (read !== pupils) throw new Error(`${read} pupils read instead of ${pupils}`);
}

function bareSaxes(): Stack {
  const parser = new SaxesParser();
  parser.on("opentag", () => {});
  parser.on("text", () => {});
  parser.on("closetag", () => {});
  return { write: (text) => void parser.write(text), close: () => void parser.close() };
}

function saxWithCollector(pupils: number): Stack {
  const parser = sax.parser(true);
  const collector = createCollector(CONTEXT, parser, NO_MEMORY, 1);
  let read = 0;
  parser.onopentagstart = (tag) => openElement(collector, tag.name);
  parser.onattribute = ({ name, value }) => addAttribute(collector, name, value);
  parser.ontext = (text) => addText(collector, text);
  parser.oncdata = (text) => addText(collector, text);
  parser.onclosetag = () => closeElement(collector);
  parser.onerror = (error) => {
    throw error;
  };
  return {
    write(text) {
      parser.write(text);
      read += collector.pupils.length;
      collector.pupils.length = 0;
      collector.classes.length = 0;
    },
    close() {
      parser.close();
      check(read, pupils);
    },
  };
}

/** What the reference product does: it cuts each `ELEVE` out as text, then parses it again into a tree. */
function referenceStack(pupils: number): Stack {
  const stream = sax.createStream(true);
  const path = new saxpath.SaXPath(stream, "//ELEVE");
  let read = 0;
  path.on("match", (xml) => {
    xml2js.parseString(xml, (error, out) => {
      if (error) throw error;
      if (out.ELEVE?.ID_NATIONAL?.[0]) read += 1;
    });
  });
  return {
    write: (text) => stream.write(text),
    close() {
      stream.end();
      check(read, pupils);
    },
  };
}

/** Peak memory between two windows, as the Worker reads: only the cursor is kept. */
function heapRetained(file: Uint8Array): number | null {
  if (!globalThis.gc) return null;
  const opened = openSiecle(file);
  if (!opened.ok) return null;
  let cursor: SiecleCursor | null = opened.cursor;
  const empty = heapInUse();
  let held = 0;
  for (let window = 0; cursor && window < WINDOWS_WEIGHED; window += 1) {
    cursor = nextCursor(file, cursor);
    held = Math.max(held, heapInUse() - empty);
  }
  return held;
}

function nextCursor(file: Uint8Array, cursor: SiecleCursor): SiecleCursor | null {
  const end = cursor.byte + WINDOW_BYTES;
  const bytes = file.subarray(cursor.byte, end);
  return readSiecleWindow(cursor, bytes, end >= file.length, CONTEXT).cursor;
}

/** Peak memory of a reader within a window, when its records are taken away. */
function heapOfLiveReader(file: Uint8Array): number | null {
  if (!globalThis.gc) return null;
  const empty = heapInUse();
  const reader = createSiecleReader(CONTEXT);
  const decoder = new TextDecoder(ENCODING);
  let held = 0;
  for (let at = 0; at < WINDOW_BYTES; at += PIECE_BYTES) {
    reader.push(decoder.decode(file.subarray(at, at + PIECE_BYTES)));
    reader.pupils.length = 0;
    reader.classes.length = 0;
    held = Math.max(held, heapInUse() - empty);
  }
  if (reader.fault) throw new Error("the sample is not SIECLE");
  return held;
}

function heapInUse(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) benchReading();

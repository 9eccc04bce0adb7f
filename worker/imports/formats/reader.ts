import type { RowCode } from "../codes.ts";
import type { FileFault, ReadingContext, WindowResult } from "../records.ts";
import type { FileShape } from "./shape.ts";

/** How much of a file one step reads. A record longer than that is refused. */
export const WINDOW_BYTES = 2 * 1024 * 1024;

/** A place in the file where a window starts. A format keeps beside it what its next window needs, as JSON. */
type Cursor = { byte: number };

/** A value that no two pupils of a file may share, once their rows are stored. */
export type KeyField = {
  column: "ine" | "eleve_id";
  code: RowCode;
  /** The name of the field in the file. */
  field: string;
  /** The place of this error among those of one pupil. */
  rank: number;
};

/** Where classes stand in a file whose classes are apart from its pupils, and the ranks of their errors. */
type ClassField = { field: string; ranks: { NAME_UNREADABLE: number; FIELD_TOO_LONG: number } };

/**
 * One file format: how it is recognised, opened and read. A reader is pure: bytes in, rows out. It never throws
 * because of a file.
 */
export type FormatReader<Place extends Cursor> = {
  /** The shape of a file of this format, from its first bytes; null when it is none. */
  detect: (head: Uint8Array) => FileShape | null;
  /** The cursor of the first window, or every reason why the file is refused. */
  open: (head: Uint8Array) => { ok: true; cursor: Place } | { ok: false; faults: FileFault[] };
  /** Reads the bytes that start at `cursor.byte`; `last` says that they reach the end of the file. */
  readWindow: (
    cursor: Place,
    bytes: Uint8Array,
    last: boolean,
    context: ReadingContext,
  ) => WindowResult<Place>;
  keyFields: readonly KeyField[];
  /** Null when each pupil's row holds its class. */
  classesApart: ClassField | null;
  /** The fields that the errors of a code can name, as the documentation lists them; the first is its example. */
  errorFields: Partial<Record<string, string[]>>;
  /** The field of the examples of all other codes. */
  exampleField: string;
};

/** A reader whose cursors only itself understands: a cursor is stored as JSON between two windows. */
export type AnyReader = FormatReader<Cursor>;

/** Forgets the type of a reader's cursor, so that readers of all formats stand in one table. */
export function anyReader<Place extends Cursor>(reader: FormatReader<Place>): AnyReader {
  return reader as unknown as AnyReader;
}

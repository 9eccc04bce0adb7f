import type { RowCode } from "../codes.ts";
import type { FileFault, ReadingContext, WindowResult } from "../records.ts";
import type { FileShape } from "./shape.ts";

/** How many bytes of a file one step reads. A longer record is refused. */
export const WINDOW_BYTES = 2 * 1024 * 1024;

/** The byte where a window starts. A format adds what it needs to read the next window, as JSON. */
type Cursor = { byte: number };

/** A value that no two pupils of a file may share; checked once their rows are stored. */
export type KeyField = {
  column: "ine" | "eleve_id";
  code: RowCode;
  /** The name of the field in the file. */
  field: string;
  /** The rank of this error among those of one pupil. */
  rank: number;
};

/** For a format that lists classes apart from pupils: the field of a class, and the ranks of its errors. */
type ClassField = { field: string; ranks: { NAME_UNREADABLE: number; FIELD_TOO_LONG: number } };

/**
 * How one file format is recognised, opened and read. A reader is pure: bytes in, rows out. It never throws
 * because of a file.
 */
export type FormatReader<Place extends Cursor> = {
  /** The shape of a file from its first bytes; null when it is not of this format. */
  detect: (head: Uint8Array) => FileShape | null;
  /** The cursor of the first window, or every reason why the file is refused. */
  open: (head: Uint8Array) => { ok: true; cursor: Place } | { ok: false; faults: FileFault[] };
  /** Reads the bytes that start at `cursor.byte`; `last` means that they reach the end of the file. */
  readWindow: (
    cursor: Place,
    bytes: Uint8Array,
    last: boolean,
    context: ReadingContext,
  ) => WindowResult<Place>;
  keyFields: readonly KeyField[];
  /** Null when each pupil's row holds its class. */
  classesApart: ClassField | null;
  /** The fields that an error code can name, as the documentation lists them; the first is the example. */
  errorFields: Partial<Record<string, string[]>>;
  /** The example field of all other codes. */
  exampleField: string;
};

/** A reader with an opaque cursor, which is stored as JSON between two windows. */
export type AnyReader = FormatReader<Cursor>;

/** Erases the cursor type of a reader, so that the readers of all formats fit in one table. */
export function anyReader<Place extends Cursor>(reader: FormatReader<Place>): AnyReader {
  return reader as unknown as AnyReader;
}

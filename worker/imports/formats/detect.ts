import { type FormatName, formatNames } from "./formats.ts";
import { READERS } from "./readers.ts";
import { type FileShape, isEmpty } from "./shape.ts";

/**
 * The shape of a file, from its first bytes and never from its name: that of the first format which recognises it;
 * null when schools send no such file. Source: `docs/domain/import.md` 1.
 */
export function detectShape(head: Uint8Array): FileShape | null {
  for (const name of formatNames()) {
    const shape = READERS[name].detect(head);
    if (shape) return shape;
  }
  return isEmpty(head) ? "empty" : null;
}

/** The same for a school that sends one format: null when the file is of another format. */
export function detectShapeOf(format: FormatName, head: Uint8Array): FileShape | null {
  return READERS[format].detect(head) ?? (isEmpty(head) ? "empty" : null);
}

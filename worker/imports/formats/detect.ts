import { type FormatName, formatNames } from "./formats.ts";
import { READERS } from "./readers.ts";
import { type FileShape, isEmpty } from "./shape.ts";

/**
 * Detects the shape of a file from its first bytes, never from its name: the first format that recognises the
 * file gives its shape; null when no format does. Source: `docs/domain/import.md` 1.
 */
export function detectShape(head: Uint8Array): FileShape | null {
  for (const name of formatNames()) {
    const shape = READERS[name].detect(head);
    if (shape) return shape;
  }
  return isEmpty(head) ? "empty" : null;
}

/** The same with the school's format only: null when the file is of another format. */
export function detectShapeOf(format: FormatName, head: Uint8Array): FileShape | null {
  return READERS[format].detect(head) ?? (isEmpty(head) ? "empty" : null);
}

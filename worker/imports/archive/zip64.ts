/** The records of zip64. Tools that do not know the sizes beforehand write them even for a small file. */

const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END_SIGNATURE = 0x06064b50;
const END_BYTES = 56;
const EXTRA_ID = 0x0001;
/** The value of the 32-bit field when the number is in the zip64 record. */
export const IN_ZIP64 = 0xffffffff;

type Sizes = { compressedSize: number; size: number; headerOffset: number };

/**
 * Reads the zip64 end record that the locator just before `end` points to; null when there is no locator,
 * `false` when the record is not there. `tailOffset` is where `tail` starts in the file.
 */
export function readZip64End(
  tail: Uint8Array,
  end: number,
  tailOffset: number,
): { at: number; entries: number; directorySize: number; directoryOffset: number } | null | false {
  const view = viewOf(tail);
  const locator = end - LOCATOR_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_SIGNATURE) return null;
  const at = numberAt(view, locator + 8) - tailOffset;
  if (!(at >= 0 && at + END_BYTES <= locator)) return false;
  if (view.getUint32(at, true) !== END_SIGNATURE) return false;
  const entries = numberAt(view, at + 32);
  const oneDisk = view.getUint32(at + 16, true) === 0 && numberAt(view, at + 24) === entries;
  if (!oneDisk) return false;
  return {
    at,
    entries,
    directorySize: numberAt(view, at + 40),
    directoryOffset: numberAt(view, at + 48),
  };
}

/**
 * Replaces the sizes that are in zip64 by those of the extra field; null when the field lacks them. The
 * local header of an entry has no offset.
 */
export function widen<Entry extends Partial<Sizes>>(entry: Entry, extra: Uint8Array): Entry | null {
  const missing = (["size", "compressedSize", "headerOffset"] as const).filter(
    (field) => entry[field] === IN_ZIP64,
  );
  if (missing.length === 0) return entry;
  const field = findExtra(extra);
  if (!field || field.length < 8 * missing.length) return null;
  const view = viewOf(field);
  const found = missing.map((name, index) => [name, numberAt(view, 8 * index)] as const);
  return { ...entry, ...Object.fromEntries(found) };
}

function findExtra(extra: Uint8Array): Uint8Array | null {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === EXTRA_ID && end <= extra.length) {
      return extra.subarray(at + 4, end);
    }
  }
  return null;
}

/** Above 2^53 the number is not exact, but every limit is far lower. */
function numberAt(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

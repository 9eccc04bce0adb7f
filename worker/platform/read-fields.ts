import { REPEATED_FIELD } from "./bounds.ts";
import { FIELD_NAME, MAX_FIELDS, MAX_JSON_DEPTH, MAX_JSON_MEMBERS } from "./request-bounds.ts";

/** A name that our forms may use. The built-in names of objects (`constructor`, …) are never field names. */
export function isPlainName(name: string): boolean {
  return FIELD_NAME.test(name) && !(name in Object.prototype);
}

/**
 * The fields of a form: few, with plain names, each once except that of ticked rows. Null otherwise.
 */
export function collectFields(pairs: Iterable<[string, string]>): FormData | null {
  const fields = new FormData();
  let count = 0;
  for (const [name, value] of pairs) {
    count += 1;
    if (count > MAX_FIELDS || !isPlainName(name)) return null;
    if (fields.has(name) && name !== REPEATED_FIELD) return null;
    fields.append(name, value);
  }
  return fields;
}

/** The fields of an `application/x-www-form-urlencoded` body, counted before they are parsed. */
export function readUrlencoded(bytes: Uint8Array): FormData | null {
  const text = new TextDecoder().decode(bytes);
  if (text.split("&", MAX_FIELDS + 1).length > MAX_FIELDS) return null;
  return collectFields(new URLSearchParams(text));
}

/** The value of a JSON body; `undefined` for a malformed body, or one larger, deeper or with other names than ours. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return countMembers(value, 0) > MAX_JSON_MEMBERS ? undefined : value;
  } catch {
    return undefined;
  }
}

/**
 * The number of members and items at all depths; infinite for a name that is not plain, and beyond the allowed depth.
 */
function countMembers(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth >= MAX_JSON_DEPTH) return Number.POSITIVE_INFINITY;
  const names = Object.keys(value);
  if (names.length > (Array.isArray(value) ? MAX_JSON_MEMBERS : MAX_FIELDS)) {
    return Number.POSITIVE_INFINITY;
  }
  if (!Array.isArray(value) && !names.every(isPlainName)) return Number.POSITIVE_INFINITY;
  return Object.values(value).reduce<number>(
    (sum, each) => sum + countMembers(each, depth + 1),
    names.length,
  );
}

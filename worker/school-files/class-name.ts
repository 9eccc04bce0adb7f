import { MAX_NAME } from "../platform/bounds.ts";
import { isUnreadable } from "./unreadable.ts";

export type ClassProblem = "CLASS_MISSING" | "CLASS_TOO_LONG" | "CLASS_UNREADABLE";

/** Invisible characters, or characters that change the direction of the following text. */
const INVISIBLE =
  /\u034f|[\u00ad\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0]|\p{Variation_Selector}/gu;

/** The one rule for typed class names: on one line, NFC, at most `MAX_NAME` characters, and readable. */
export function readClassName(
  written: string,
): { ok: true; name: string } | { ok: false; problem: ClassProblem } {
  const name = written.replace(INVISIBLE, "").normalize("NFC").replace(/\s+/g, " ").trim();
  if (name === "") return { ok: false, problem: "CLASS_MISSING" };
  if (name.length > MAX_NAME) return { ok: false, problem: "CLASS_TOO_LONG" };
  return isUnreadable(written) ? { ok: false, problem: "CLASS_UNREADABLE" } : { ok: true, name };
}

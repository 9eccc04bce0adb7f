import { MAX_NAME } from "../platform/bounds.ts";
import { cleanText } from "./text.ts";
import { isUnreadable } from "./unreadable.ts";

export type ClassProblem = "CLASS_MISSING" | "CLASS_TOO_LONG" | "CLASS_UNREADABLE";

/** The one rule for typed class names: on one line, NFC, at most `MAX_NAME` characters, and readable. */
export function readClassName(
  written: string,
): { ok: true; name: string } | { ok: false; problem: ClassProblem } {
  const name = cleanText(written);
  if (name === "") return { ok: false, problem: "CLASS_MISSING" };
  if (name.length > MAX_NAME) return { ok: false, problem: "CLASS_TOO_LONG" };
  return isUnreadable(written) ? { ok: false, problem: "CLASS_UNREADABLE" } : { ok: true, name };
}

import { z } from "zod";
import { nameProblems } from "#words/names.ts";
import { readName } from "#worker/accounts/person-name.ts";

const LONGEST = 100;

/** A name as typed, checked by the one rule of names; `required` is the message for an empty one. */
export function nameField(required: string, longest = LONGEST) {
  return z.string({ error: required }).transform((written, context) => {
    const read = readName(written, longest);
    if (read.ok) return read.name;
    const message = read.problem === "EMPTY" ? required : nameProblems[read.problem](longest);
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

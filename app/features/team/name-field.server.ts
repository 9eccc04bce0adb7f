import { z } from "zod";

const LONGEST = 100;

/** A first name or a name as somebody types it: one line, no longer than a name is. */
export function nameField(required: string, tooLong: string) {
  return z
    .string({ error: required })
    .transform((written) => written.replace(/[\s\p{C}]+/gu, " ").trim())
    .pipe(z.string().min(1, { error: required }).max(LONGEST, { error: tooLong }));
}

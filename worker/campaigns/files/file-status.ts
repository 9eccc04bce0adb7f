import type { EnterFileOutcome } from "./enter-file.ts";

type Code = Exclude<EnterFileOutcome, { ok: true }>["code"];

const STATUSES: Partial<Record<Code, number>> = {
  NOT_A_RESULTS_FILE: 415,
  TOO_LARGE: 413,
  BUSY: 409,
  INTERRUPTED: 400,
};

/**
 * The HTTP status of a refused results file: 422 unless the reason is its type, its size, a concurrent file or a
 * cut upload.
 */
export function statusOfFile(code: Code): number {
  return STATUSES[code] ?? 422;
}

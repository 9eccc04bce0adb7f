import type { EnterFileOutcome } from "./enter-file.ts";

type Code = Exclude<EnterFileOutcome, { ok: true }>["code"];

const STATUSES: Partial<Record<Code, number>> = {
  NOT_A_RESULTS_FILE: 415,
  TOO_LARGE: 413,
  BUSY: 409,
  INTERRUPTED: 400,
};

/** The HTTP status of a results file that is refused: 422 unless its kind, its size or the moment is the reason. */
export function statusOfFile(code: Code): number {
  return STATUSES[code] ?? 422;
}

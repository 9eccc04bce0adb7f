/**
 * The events that the product may log. Ids, codes and figures only: never a name, an INE, a birth date, a mail address,
 * a token or a line of a file.
 */
export type LogEvent =
  | { event: "request.failed"; id: string; method: string; route: string; cause: string }
  | { event: "message.refused"; queue: string }
  | { event: "message.failed"; queue: string; id: string; attempts: number; cause: string }
  | { event: "import.received"; importId: string; size: number; format: string }
  | { event: "import.ended"; importId: string; status: string; rows: number }
  | { event: "import.step_failed"; importId: string; cause: string }
  | { event: "import.buried"; importId: string }
  | { event: "import.stuck"; importId: string; epoch: number }
  | { event: "import.cleanup_failed"; importId: string; cause: string }
  | { event: "desk.failed"; cause: string }
  | { event: "document.failed"; documentId: string }
  | { event: "mail.failed"; outboxId: string; cause: string; code: string }
  | { event: "mail.message_dead"; outboxId: string }
  | { event: "sign_in.delayed"; waitMs: number }
  /** The id of a person who joined a moment ago. */
  | { event: "sign_in.failed"; cause: string }
  | { event: "hashes.refused"; waitMs: number }
  | { event: "account.changed"; userId: string; what: string }
  | { event: "account.place_failed"; cause: string }
  | { event: "sweep.done"; sweeps: number; failed: number }
  /** `id`: the one item that failed; absent when the whole sweep stopped. */
  | { event: "sweep.failed"; sweep: string; id?: string; cause: string }
  | { event: "sweep.unrecorded"; sweep: string; cause: string }
  | { event: "database.unwritable"; database: string; cause: string }
  | { event: "config.refused"; reason: string };

export function log(event: LogEvent): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), ...event }));
}

/**
 * The class and the first line of an error, without anything that may be data: quoted values are removed, because
 * SQLite quotes the value it refuses.
 */
export function causeText(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const inner = error.cause instanceof Error ? ` <- ${causeText(error.cause)}` : "";
  const line = error.message.split("\n")[0] ?? "";
  const safe = line.startsWith("Failed query")
    ? "Failed query"
    : line.replace(/(["'`]).*?\1/g, "…");
  return `${error.name}: ${safe.slice(0, 200)}${inner}`;
}

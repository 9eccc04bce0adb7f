import { currentRequestId } from "./request-id.ts";

/**
 * The events that the product may log. Ids, codes and figures only: never a name, an INE, a birth date, a mail address,
 * a token or a line of a file.
 */
export type LogEvent =
  | { event: "request.failed"; id: string; method: string; route: string; cause: string }
  /** `id` and `cause` when its form was known. */
  | { event: "message.refused"; queue: string; id?: string; cause?: string }
  | { event: "message.failed"; queue: string; id: string; attempts: number; cause: string }
  | { event: "import.received"; importId: string; size: number; format: string }
  /** It waits for a confirmation, for these reasons. */
  | { event: "import.waits"; importId: string; reasons: string[] }
  | { event: "import.ended"; importId: string; status: string; rows: number }
  | { event: "import.buried"; importId: string }
  | { event: "import.stuck"; importId: string; epoch: number }
  | { event: "import.cleanup_failed"; importId: string; cause: string }
  | { event: "communes.unreadable"; cause: string }
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
  /** `id`: the one item that failed, or the database; absent when a central sweep stopped. */
  | { event: "sweep.failed"; sweep: string; id?: string | number; cause: string }
  | { event: "sweep.unrecorded"; sweep: string; cause: string }
  | { event: "database.unwritable"; database: string; cause: string }
  | { event: "config.refused"; reason: string };

/** Failures without an exception: they too go where the host's alarms look. */
const ALARMS = new Set<LogEvent["event"]>([
  "config.refused",
  "document.failed",
  "import.buried",
  "import.stuck",
  "mail.failed",
  "mail.message_dead",
  "message.refused",
]);

/**
 * One line of JSON, with the id of the request that started the work, also in a queue. With `error`, the exception behind
 * the event, and for events that somebody must look at, it is an error for the host and its alarms.
 */
export function log(event: LogEvent, error?: unknown): void {
  const requestId = currentRequestId();
  const line = JSON.stringify({
    at: new Date().toISOString(),
    ...(requestId !== undefined && { requestId }),
    ...event,
  });
  if (error !== undefined) console.error(line, withoutData(error));
  else if (ALARMS.has(event.event)) console.error(line);
  else console.log(line);
}

/** The exception as it may be logged: where it was thrown, and its cause without the values that it quotes. */
export function withoutData(error: unknown): Error {
  const shown = new Error(causeText(error));
  const { message = "", stack = "" } = error instanceof Error ? error : {};
  const after = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : "";
  const frames = after.split("\n").filter((line) => /^ +at \S.*:\d+:\d+\)?$/.test(line));
  shown.stack = [String(shown), ...frames].join("\n");
  return shown;
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

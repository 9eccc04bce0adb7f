import type { HeadersArgs } from "react-router";

/** The status and the header of a form refused until `waitMs` milliseconds have passed. */
export function retryLater(status: 429 | 503, waitMs: number) {
  return { status, headers: { "Retry-After": String(Math.ceil(waitMs / 1000)) } };
}

/** `headers` of a page whose action uses `retryLater`: React Router keeps none of an action by itself. */
export function sendRetryAfter({ actionHeaders }: HeadersArgs): Record<string, string> {
  const seconds = actionHeaders.get("Retry-After");
  return seconds === null ? {} : { "Retry-After": seconds };
}

/** How a page answers a refused password: `BUSY` and `TOO_MANY` say when to come back. */
export function refusalStatus(refused: { reason: string; waitMs?: number }) {
  if (refused.waitMs === undefined) return { status: 400 };
  return retryLater(refused.reason === "BUSY" ? 503 : 429, refused.waitMs);
}

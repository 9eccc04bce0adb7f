/**
 * Why a `fetch` got no answer. Its own error says "fetch failed", and its cause says more. `code`: `ECONNREFUSED` and the
 * like, empty without one.
 */
export function fetchFailure(error: unknown): { code: string; message: string } {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  if (!(cause instanceof Error)) return { code: "", message };
  const code = "code" in cause ? String(cause.code) : "";
  return { code, message: cause.message || code || message };
}

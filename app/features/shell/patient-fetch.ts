import {
  connectionLost,
  forgetUnanswered,
  formUnanswered,
  suspectConnection,
} from "./connection.ts";

/** With a server that answers, more failures of one request are not the network's. */
const MOST_TRIES = 5;

type Fetch = typeof globalThis.fetch;

/**
 * `fetch` for what the router asks (data of pages, forms, parts of its list of routes), so that no lost
 * network reaches a page as an error: what is only read is asked again until it comes, and a form that got
 * no answer stays unanswered, which the page says (`formUnanswered`), until the router gives it up. Everything
 * else passes as it is.
 */
export function patientFetch(real: Fetch): Fetch {
  return async (input, init) => {
    if (!isAskedByRouter(input)) return await real(input, init);
    const signal = init?.signal ?? null;
    const reads = (init?.method ?? "GET") === "GET";
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await whole(await real(input, init));
        if (!reads) forgetUnanswered();
        return answer;
      } catch (error) {
        if (signal?.aborted || tries >= MOST_TRIES) throw error;
        const back = connectionLost();
        if (!reads) {
          formUnanswered();
          return await untilAborted(signal, error);
        }
        await Promise.race([back, untilAborted(signal, error)]);
      }
    }
  };
}

/**
 * The router reloads the page when a part of it cannot be fetched, which without a connection would lose the
 * page: it then stays, and what was asked opens once the connection is back.
 */
export function keepPageWithoutConnection(nextPage: () => string | null): void {
  let allowed = false;
  window.navigation?.addEventListener("navigate", (event) => {
    const ours = event.navigationType === "reload" && !event.userInitiated;
    if (!ours || !event.cancelable || allowed) return;
    event.preventDefault();
    void suspectConnection().then(async (lost) => {
      if (lost) await connectionLost();
      allowed = true;
      window.location.assign(nextPage() ?? window.location.href);
    });
  });
}

function isAskedByRouter(input: RequestInfo | URL): boolean {
  const address = input instanceof Request ? input.url : String(input);
  const { origin, pathname } = new URL(address, window.location.href);
  if (origin !== window.location.origin) return false;
  return pathname.endsWith(".data") || pathname === "/__manifest";
}

/** The answer once all of it is here: one that breaks off is none. */
async function whole(answer: Response): Promise<Response> {
  const { status, statusText, headers } = answer;
  const body = await answer.arrayBuffer();
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}

/** Rejects with `error` once the router gives its request up. */
function untilAborted(signal: AbortSignal | null, error: unknown): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(error), { once: true });
  });
}

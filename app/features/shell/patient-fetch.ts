import {
  connectionLost,
  forgetUnanswered,
  formUnanswered,
  suspectConnection,
} from "./connection.ts";

/** If the server answers, a request that fails more often than this does not fail because of the network. */
const MOST_TRIES = 5;

type Fetch = typeof globalThis.fetch;

/**
 * `fetch` for the requests of the router (data of pages, forms, parts of its list of routes), so that a lost network
 * never shows an error page. A read is repeated until it succeeds. A form without an answer stays pending, and the page
 * says so (`formUnanswered`), until the router aborts it. All other requests are unchanged.
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
 * Without a connection, a navigation by the browser itself would lose the page: a file or a page that a form or a link
 * asks for, or a reload by the router when it cannot fetch a part of the app. The page stays, and the navigation
 * happens once the connection is back.
 */
export function keepPageWithoutConnection(nextPage: () => string | null): void {
  let allowed: string | null = null;
  window.navigation?.addEventListener("navigate", (event) => {
    const { url } = event.destination;
    if (url === allowed) {
      allowed = null;
      return;
    }
    const reloads = event.navigationType === "reload" && !event.userInitiated;
    if (!event.cancelable || !(reloads || asksOurServer(event))) return;
    event.preventDefault();
    void suspectConnection().then(async (lost) => {
      if (lost) await connectionLost();
      const next = (reloads && nextPage()) || url;
      allowed = new URL(next, window.location.href).href;
      window.location.assign(next);
    });
  });
}

/** A GET form or a link that the browser handles by itself; a download leaves the page as it is. */
function asksOurServer(event: NavigateEvent): boolean {
  const { destination, navigationType, downloadRequest, formData } = event;
  if (destination.sameDocument || downloadRequest !== null || formData !== null) return false;
  const opens = navigationType === "push" || navigationType === "replace";
  return opens && new URL(destination.url).origin === window.location.origin;
}

function isAskedByRouter(input: RequestInfo | URL): boolean {
  const address = input instanceof Request ? input.url : String(input);
  const { origin, pathname } = new URL(address, window.location.href);
  if (origin !== window.location.origin) return false;
  return pathname.endsWith(".data") || pathname === "/__manifest";
}

/** The answer once its whole body has arrived: an interrupted one counts as no answer. */
async function whole(answer: Response): Promise<Response> {
  const { status, statusText, headers } = answer;
  const body = await answer.arrayBuffer();
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}

/** Rejects with `error` once the router aborts its request. */
function untilAborted(signal: AbortSignal | null, error: unknown): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(error), { once: true });
  });
}

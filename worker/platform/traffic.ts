import { AsyncLocalStorage } from "node:async_hooks";

/** Long enough to read from their sockets the requests that arrived during a long computation. */
const ARRIVAL_MS = 5;
const POLL_MS = 5;
/** An older request is an upload or a download: computations do not wait for it. */
const LONG_REQUEST_MS = 1000;
/** A request whose visitor left may never report its end. */
const FORGOTTEN_MS = 60_000;

/** `aside`: it waits for its own long computation, so other computations do not wait for it. */
type OpenRequest = { since: number; aside: boolean };

const open = new Set<OpenRequest>();
const current = new AsyncLocalStorage<OpenRequest>();

/** Runs `answer` as an open request of this isolate, from its first guard to its complete answer. */
export async function asOpenRequest<T>(answer: () => Promise<T>): Promise<T> {
  const request = { since: Date.now(), aside: false };
  open.add(request);
  try {
    return await current.run(request, answer);
  } finally {
    open.delete(request);
  }
}

/** While `wait` runs, other long computations do not wait for the current request. */
export async function standAside<T>(wait: () => Promise<T>): Promise<T> {
  const request = current.getStore();
  if (request) request.aside = true;
  try {
    return await wait();
  } finally {
    if (request) request.aside = false;
  }
}

/**
 * Called before a computation that blocks the isolate's only thread: returns once the currently open requests have
 * ended, so that none of them waits for two computations. Gives up after so many milliseconds, and ignores long
 * requests.
 */
export async function letOpenRequestsEnd(longestMs: number): Promise<void> {
  await scheduler.wait(ARRIVAL_MS);
  const start = Date.now();
  const others: OpenRequest[] = [];
  for (const request of open) {
    if (request.since < start - FORGOTTEN_MS) open.delete(request);
    else if (request.since > start - LONG_REQUEST_MS) others.push(request);
  }
  const isBusy = (request: OpenRequest) => open.has(request) && !request.aside;
  while (others.some(isBusy) && Date.now() < start + longestMs) {
    await scheduler.wait(POLL_MS);
  }
}

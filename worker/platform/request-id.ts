import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string | undefined>();

/** Runs `work` with the id of the request being answered, or of the one that queued this work. */
export async function withRequestId<T>(id: string | undefined, work: () => Promise<T>): Promise<T> {
  return await current.run(id, work);
}

/** For log lines, and for the messages that carry it to the queues. */
export function currentRequestId(): string | undefined {
  return current.getStore();
}

/** The id that a message carries. */
export function requestIdOf(body: unknown): string | undefined {
  const id = typeof body === "object" && body !== null && "requestId" in body && body.requestId;
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

import { useSyncExternalStore } from "react";

/**
 * What this page knows of its connection. `unsent`: the number of forms that got no answer since the last one that did.
 */
export type Connection = { lost: boolean; unsent: number };

const CALM: Connection = { lost: false, unsent: 0 };
const LONGEST_PAUSE_MS = 5000;
const PROBE_LIMIT_MS = 5000;

let now = CALM;
let returning: Promise<void> | null = null;
const listeners = new Set<() => void>();

function change(part: Partial<Connection>): void {
  now = { ...now, ...part };
  for (const listener of listeners) listener();
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
    () => CALM,
  );
}

/** Called when a request got no answer. Resolves once `/healthz` answers again. */
export function connectionLost(): Promise<void> {
  if (!now.lost) change({ lost: true });
  returning ??= untilBack();
  return returning;
}

/** Called on a possible connection loss; returns true if the connection is lost. */
export async function suspectConnection(): Promise<boolean> {
  if (now.lost) return true;
  if (await isReachable()) return false;
  void connectionLost();
  return true;
}

/** A form got no answer. */
export function formUnanswered(): void {
  change({ unsent: now.unsent + 1 });
}

/** A form got its answer, or the message about an unanswered one no longer applies. */
export function forgetUnanswered(): void {
  if (now.unsent > 0) change({ unsent: 0 });
}

async function untilBack(): Promise<void> {
  let tries = 0;
  do {
    await pause(Math.min(1000 * 2 ** tries, LONGEST_PAUSE_MS));
    tries += 1;
  } while (!(await isReachable()));
  returning = null;
  change({ lost: false });
}

/** Any answer proves the connection, even a refusal. */
async function isReachable(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_LIMIT_MS);
    await fetch("/healthz", { cache: "no-store", signal });
    return true;
  } catch {
    return false;
  }
}

/** The delay is shorter when the browser reports that it is online again. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(over, ms);
    window.addEventListener("online", over);
    function over() {
      clearTimeout(timer);
      window.removeEventListener("online", over);
      resolve();
    }
  });
}

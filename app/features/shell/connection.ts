import { useSyncExternalStore } from "react";

/** What this page knows of its connection. `unsent`: how often a form got no answer since one last did. */
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

/** A request got no answer. Resolves once the server answers again, which the page asks in its place. */
export function connectionLost(): Promise<void> {
  if (!now.lost) change({ lost: true });
  returning ??= untilBack();
  return returning;
}

/** Something looks like a lost connection: true if it is one. */
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

/** A form got its answer, or what was said of one that did not is of no more use. */
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

/** Any answer will do, a refusal too. */
async function isReachable(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_LIMIT_MS);
    await fetch("/healthz", { cache: "no-store", signal });
    return true;
  } catch {
    return false;
  }
}

/** Shorter when the browser says that it has a network again. */
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

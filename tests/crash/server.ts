import { setTimeout as delay } from "node:timers/promises";
import type { RunningApp } from "#scripts/lib/app.ts";
import type { openClient } from "#tests/support/api-client.ts";
import type { D1File } from "./d1-file.ts";

/** What each story of the crash test needs. */
export type Scene = {
  app: RunningApp;
  client: Awaited<ReturnType<typeof openClient>>;
  /** The database of the school. */
  file: D1File;
  central: D1File;
  uai: string;
};

/**
 * The longest an interrupted work may take to end: a hint lost between D1 and the queue is found by the sweeper, which
 * runs every minute and looks at work without a sign of life for a minute.
 */
export const END_LIMIT_MS = 150_000;

export function killWorkerd(app: RunningApp): void {
  const pid = app.workerdPid();
  if (pid !== null) process.kill(pid, "SIGKILL");
}

/** Waits until the server answers. A kill while workerd is starting makes wrangler give up for good. */
export async function untilUp({ app }: Pick<Scene, "app">): Promise<void> {
  await until(
    "an answer before a kill",
    async () => (await fetch(`${app.url}/healthz`)).ok || null,
  );
}

/** Calls `ask` until it gives an answer; the server is down for some seconds after each kill. */
export async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + END_LIMIT_MS;
  while (Date.now() < deadline) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return answer;
    await delay(100);
  }
  throw new Error(`${what} did not happen within ${END_LIMIT_MS / 1000} s`);
}

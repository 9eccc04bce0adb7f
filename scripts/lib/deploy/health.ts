import { setTimeout as delay } from "node:timers/promises";
import { fetchFailure } from "../fetch-failure.ts";
import { Refusal } from "../run.ts";
import { adviceFor, type Seen } from "./health-advice.ts";

export type Probe = (url: string) => Promise<Response>;

export type Wish = {
  origin: string;
  version: string;
  worker: string;
  /** How long to wait for the version to answer. */
  seconds: number;
  probe?: Probe;
};

const PAUSE_MS = 2000;
const PATIENCE_MS = 10_000;

/**
 * Asks `/healthz` until the version that was deployed answers that it is well, for `seconds` at most. Throws a `Refusal`
 * with the advice that fits what was last seen; a rollback is only advised when our code runs and is unwell.
 */
export async function awaitHealth(wish: Wish): Promise<void> {
  const last = Date.now() + wish.seconds * 1000;
  let seen = await look(wish);
  while (seen.kind !== "well" && Date.now() < last) {
    await delay(Math.min(PAUSE_MS, Math.max(last - Date.now(), 0)));
    seen = await look(wish);
  }
  if (seen.kind !== "well") throw new Refusal(adviceFor(seen, wish));
}

/** A redirect is seen, not followed: it leads to something else than our code. */
const ask: Probe = async (url) =>
  await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });

async function look({ origin, version, probe = ask }: Wish): Promise<Seen> {
  try {
    const answer = await probe(`${origin}/healthz`);
    return judge(answer, await answer.text(), version);
  } catch (error) {
    return { kind: "unreachable", ...fetchFailure(error) };
  }
}

function judge({ status, headers }: Response, text: string, version: string): Seen {
  if (status >= 300 && status < 400) {
    const to = headers.get("location") ?? "";
    return { kind: "redirected", to: URL.canParse(to) ? new URL(to).host : to };
  }
  const body = parse(text);
  if (typeof body?.version === "string") {
    if (body.version !== version) return { kind: "other", version: body.version };
    if (status === 200 && body.ok === true) return { kind: "well" };
    if (Array.isArray(body.databases)) return { kind: "unwritable", databases: body.databases };
    return { kind: "unwell", status, text };
  }
  // A refusal of our code, or the host's words for a Worker that threw or took too much (1101, 1102).
  const isOurs = typeof body?.code === "string" || /\berror(?: code)?:? 110[12]\b/i.test(text);
  return status >= 500 && isOurs ? { kind: "unwell", status, text } : { kind: "edge", status };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? { ...body } : null;
  } catch {
    return null;
  }
}

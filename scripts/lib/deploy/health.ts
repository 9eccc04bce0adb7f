import { setTimeout as delay } from "node:timers/promises";
import { Refusal } from "../run.ts";
import { reason } from "./api-error.ts";

export type Probe = (url: string) => Promise<Response>;

type Wish = { origin: string; version: string; worker: string; seconds: number; probe?: Probe };

type Seen =
  | { kind: "unreachable"; code: string; message: string }
  | { kind: "other"; version: string }
  | { kind: "edge"; status: number }
  | { kind: "unwell"; status: number; text: string }
  | { kind: "well" };

const PAUSE_MS = 2000;

/**
 * Asks `/healthz` until the version that was deployed answers that it is well, for `seconds` at most. Throws a `Refusal`
 * with the advice that fits what was last seen; a rollback is only advised when our code runs and is unwell.
 */
export async function awaitHealth(wish: Wish): Promise<void> {
  const { origin, version, seconds, probe = fetch } = wish;
  const last = Date.now() + seconds * 1000;
  let seen = await look(origin, version, probe);
  while (seen.kind !== "well" && Date.now() < last) {
    await delay(Math.min(PAUSE_MS, Math.max(last - Date.now(), 0)));
    seen = await look(origin, version, probe);
  }
  if (seen.kind !== "well") throw new Refusal(adviceFor(seen, wish));
}

async function look(origin: string, version: string, probe: Probe): Promise<Seen> {
  let answer: Response;
  try {
    answer = await probe(`${origin}/healthz`);
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    const inner = cause.cause;
    const code = inner instanceof Error && "code" in inner ? String(inner.code) : "";
    return { kind: "unreachable", code, message: reason(cause) };
  }
  const text = await answer.text();
  const body = parse(text);
  if (body === null) return { kind: "edge", status: answer.status };
  if (body.version !== undefined && body.version !== version) {
    return { kind: "other", version: body.version };
  }
  if (answer.status === 200 && body.ok) return { kind: "well" };
  return { kind: "unwell", status: answer.status, text };
}

function parse(text: string): { ok?: boolean; version?: string } | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

function adviceFor(
  seen: Exclude<Seen, { kind: "well" }>,
  { origin, version, worker }: Wish,
): string {
  const again = "Ask again with --check; there is nothing to roll back.";
  const where = `${origin}/healthz`;
  switch (seen.kind) {
    case "unreachable":
      if (/ENOTFOUND|EAI_AGAIN/.test(seen.code)) {
        return `${where} cannot be found from here yet (${seen.message}): the name of a new domain takes minutes to be known. ${again}`;
      }
      if (/TLS|SSL|CERT|EPROTO/i.test(`${seen.code} ${seen.message}`)) {
        return `${where} has no certificate yet (${seen.message}): Cloudflare makes that of a new domain within a quarter of an hour. ${again}`;
      }
      return `${where} cannot be reached from here (${seen.message}): look at the network of this machine and at the domain. ${again}`;
    case "edge":
      return `${where} is answered by something else than our code (HTTP ${seen.status}): see that the domain leads to the Worker ${worker} (dashboard, Workers, Domains). ${again}`;
    case "other":
      return `${where} is answered by the version ${seen.version}, not by ${version}, which this clone holds. Cloudflare serves a new one everywhere within a minute or so. ${again}`;
    case "unwell":
      return `${where} is unwell: HTTP ${seen.status} ${seen.text.slice(0, 300)}\nRead why with "npx wrangler tail ${worker} --status error". "npx wrangler rollback --name ${worker}" puts the previous code back; the databases stay as they are, which it works with.`;
  }
}

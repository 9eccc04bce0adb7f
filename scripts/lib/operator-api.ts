import { fetchFailure } from "./fetch-failure.ts";
import { Refusal } from "./run.ts";

/** How the operator's API of an installation is asked. `path` is below `/api/operator`. */
export type OperatorApi = {
  origin: string;
  /** Throws `Refusal` for whatever is no answer; `unknown` is the sentence for a 404. */
  ask: <Answered>(path: string, init?: RequestInit, unknown?: string) => Promise<Answered>;
  post: <Answered>(path: string, body: object, unknown?: string) => Promise<Answered>;
};

/** `address`: of the installation, with whatever path. Throws `Refusal` if it is none, or without a usable token. */
export function openOperatorApi(address: string, token: string | undefined): OperatorApi {
  const given = URL.canParse(address) ? new URL(address) : null;
  if (given === null || !/^https?:$/.test(given.protocol)) {
    throw new Refusal(`"${address}" is no address: --url https://orga.example.fr`);
  }
  if (!token) throw new Refusal("Say who you are: OPERATOR_TOKEN is not in the environment.");
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Refusal(
      "OPERATOR_TOKEN holds a blank or an accent, which no token has: copy it again.",
    );
  }
  const { origin } = given;
  async function ask<Answered>(path: string, init: RequestInit = {}, unknown?: string) {
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Bearer ${token}`);
    // A redirection would be followed without the token, which would then seem wrong.
    const sent = { ...init, headers, redirect: "manual" as const };
    const { status, text, to } = await fetch(`${origin}/api/operator${path}`, sent)
      .then(async (answer) => ({
        status: answer.status,
        text: await answer.text(),
        to: answer.headers.get("Location"),
      }))
      .catch((error: Error) => {
        throw new Refusal(
          `${origin} does not answer (${fetchFailure(error).message}). Which installation is asked: --url, or OPERATOR_URL in the environment.`,
        );
      });
    if (to !== null && status >= 300 && status < 400) {
      const there = URL.canParse(to, origin) ? new URL(to, origin).origin : to;
      throw new Refusal(`${origin} sends elsewhere: give that address, --url ${there}`);
    }
    const answered: Answered | null = status === 200 ? readJson(text) : null;
    if (answered === null) throw new Refusal(describeRefusal(origin, status, text, unknown));
    return answered;
  }
  const post: OperatorApi["post"] = (path, body, unknown) => {
    const headers = { "Content-Type": "application/json" };
    return ask(path, { method: "POST", headers, body: JSON.stringify(body) }, unknown);
  };
  return { origin, ask, post };
}

/**
 * Why an installation did not do what was asked: its own sentence (French) and code, or what to look at. `unknown` is said
 * when it does not have what was named.
 */
export function describeRefusal(
  origin: string,
  status: number,
  text: string,
  unknown = "It has nothing of this name.",
): string {
  const problem: Problem = readJson(text) ?? {};
  const { detail, code, id: reference, imports } = problem;
  if (code === undefined) {
    const shown = text.replace(/\s+/g, " ").trim().slice(0, 200);
    return `${origin} answered ${status}, not as Pix Orga does (is it the address of the service?): ${shown}`;
  }
  if (code === "UNAUTHORIZED") {
    return `${origin} does not take this OPERATOR_TOKEN: it is that of another installation, or was changed.`;
  }
  if (code === "NOT_FOUND") return `${unknown} (${origin})`;
  if (code === "INTERNAL") {
    return `${origin} failed at this: "operator -- status" says what does not answer, the logs hold the cause (${reference}).`;
  }
  const listed = imports?.map(
    ({ id, database, status: state, createdAt }) => `${id} ${state} ${createdAt} (${database})`,
  );
  return [`${origin} refuses: ${detail ?? status} (${code})`, ...(listed ?? [])].join("\n");
}

type Problem = {
  detail?: string;
  code?: string;
  /** Finds our fault in the logs. */
  id?: string;
  /** Those that begin with the reference. */
  imports?: { id: string; database: string; status: string; createdAt: string }[];
};

function readJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { setTimeout as delay } from "node:timers/promises";
import { fetchFailure } from "../fetch-failure.ts";
import { Refusal, run } from "../run.ts";
import { ApiError, explain, LOGIN, Unreachable } from "./api-error.ts";

type Ask = {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Changes nothing, though it is a POST: it may be asked again. */
  isQuestion?: boolean;
};

/**
 * Cloudflare's REST API for one account. It is asked directly where wrangler would cost seconds a question; uploads,
 * secrets and migrations stay wrangler's. What fails for a moment is asked again.
 */
export type Api = {
  accountId: string;
  /** The `result` of the answer. `path` is below `/accounts/:id`. Throws `ApiError`, or `Unreachable`. */
  ask: <Result>(path: string, ask?: Ask) => Promise<Result>;
  /** Like `ask`, or null when the resource is not there. */
  find: <Result>(path: string, ask?: Ask) => Promise<Result | null>;
  /** For questions that are no account's, such as `/zones`. */
  askAbove: <Result>(path: string) => Promise<Result>;
  /** The raw answer, for files. */
  raw: (path: string, init?: RequestInit) => Promise<Response>;
};

const PATIENCE_MS = 30_000;
const ATTEMPTS = 4;

/** Signs in by `CLOUDFLARE_API_TOKEN`, or as wrangler is. Throws `Refusal` when nobody is signed in. */
export async function openApi(pause: (ms: number) => Promise<unknown> = delay): Promise<Api> {
  const token = process.env.CLOUDFLARE_API_TOKEN?.trim() || (await tokenOfWrangler());
  // fetch would print the token in its error.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Refusal("CLOUDFLARE_API_TOKEN holds a space or a line break: copy it again.");
  }
  const base = process.env.CLOUDFLARE_API_BASE_URL ?? "https://api.cloudflare.com/client/v4";
  const fetchRaw = async (path: string, init: RequestInit = {}) => {
    const headers = {
      ...Object.fromEntries(new Headers(init.headers)),
      Authorization: `Bearer ${token}`,
    };
    return await fetch(`${base}${path}`, { ...init, headers }).catch(unreached);
  };
  const askOnce = async <Result>(path: string, { method = "GET", body, headers }: Ask) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetchRaw(path, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...json,
    });
    return await readAnswer<Result>(`${method} ${path}`, answer);
  };
  const askAt = async <Result>(path: string, wish: Ask = {}): Promise<Result> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await askOnce(path, wish);
      } catch (error) {
        if (attempt === ATTEMPTS || !mayPass(error, wish)) throw error;
        await pause(500 * 2 ** attempt);
      }
    }
  };
  const accountId = process.env.CLOUDFLARE_ACCOUNT_ID?.trim() || (await onlyAccount(askAt));
  const under = (path: string) => `/accounts/${accountId}${path}`;
  const ask = async <Result>(path: string, wish?: Ask) => await askAt<Result>(under(path), wish);
  return {
    accountId,
    ask,
    find: async (path, wish) => await ask<never>(path, wish).catch(nullIfMissing),
    askAbove: async (path) => await askAt(path),
    raw: async (path, init) => await fetchRaw(under(path), init),
  };
}

/**
 * Every page of a list. The API may give fewer a page than are asked for, so it is read until a page brings nothing that
 * is new.
 */
export async function listAll<Item>(
  api: Api,
  path: string,
  keyOf: (item: Item) => string,
): Promise<Item[]> {
  const all = new Map<string, Item>();
  for (let page = 1; ; page += 1) {
    const before = all.size;
    const list = await api.ask<Item[] | null>(
      `${path}${path.includes("?") ? "&" : "?"}page=${page}`,
    );
    for (const item of list ?? []) all.set(keyOf(item), item);
    if (all.size === before) return [...all.values()];
  }
}

/** Whether the same question may be answered in a second. What creates may have been done: the next run looks first. */
function mayPass(error: unknown, { method = "GET", isQuestion }: Ask): boolean {
  if (error instanceof ApiError && error.status === 429) return true;
  if (method !== "GET" && !isQuestion) return false;
  return error instanceof Unreachable || (error instanceof ApiError && isOfServer(error));
}

/** A page that is not the API's, too: that of a proxy, or half an answer. */
function isOfServer({ status, words }: ApiError): boolean {
  return status >= 500 || (status < 300 && words === "");
}

async function tokenOfWrangler(): Promise<string> {
  const { code, output } = await run("wrangler", ["auth", "token", "--json"]);
  const token = code === 0 && /"token"\s*:\s*"([^"]+)"/.exec(output)?.[1];
  if (token) return token;
  if (/"api_key"/.test(output)) {
    throw new Refusal(`CLOUDFLARE_API_KEY opens the whole account and is not taken: ${LOGIN}.`);
  }
  throw new Refusal(`Nobody is signed in to Cloudflare: ${LOGIN}.`);
}

async function onlyAccount(ask: <R>(path: string) => Promise<R>): Promise<string> {
  const accounts = await ask<{ id: string; name: string }[]>("/accounts").catch(explain);
  const [first] = accounts;
  if (first && accounts.length === 1) return first.id;
  const names = accounts.map(({ id, name }) => `\n  ${id} ${name}`).join("");
  throw new Refusal(`Say which account: CLOUDFLARE_ACCOUNT_ID is not in the environment.${names}`);
}

async function readAnswer<Result>(what: string, answer: Response): Promise<Result> {
  const text = await answer.text().catch(unreached);
  const body = parse(text);
  if (answer.ok && body?.success) return body.result as Result;
  throw new ApiError(what, answer.status, Array.isArray(body?.errors) ? body.errors : []);
}

type Body = { success: boolean; result: unknown; errors?: { code: number; message: string }[] };

function parse(text: string): Body | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}

function unreached(cause: Error): never {
  const hasProxy = Boolean(process.env.HTTPS_PROXY ?? process.env.https_proxy);
  const proxy =
    hasProxy && !process.env.NODE_USE_ENV_PROXY ? " (NODE_USE_ENV_PROXY=1 uses its proxy)" : "";
  throw new Unreachable(
    `Cloudflare's API does not answer (${fetchFailure(cause).message}): look at the network of this machine${proxy} and at https://www.cloudflarestatus.com, then run the command again. It goes on where it stopped.`,
  );
}

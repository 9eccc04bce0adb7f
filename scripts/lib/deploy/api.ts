import { Refusal, run } from "../run.ts";

/** What the API answers when it refuses: its own code and words, and the HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  readonly codes: number[];

  constructor(what: string, status: number, errors: { code: number; message: string }[]) {
    const reasons = errors.map(({ code, message }) => `${message} [code ${code}]`).join("; ");
    super(`${what}: ${reasons || `HTTP ${status}`}`);
    this.status = status;
    this.codes = errors.map(({ code }) => code);
  }
}

type Ask = { method?: string; body?: unknown; headers?: Record<string, string> };

/**
 * Cloudflare's REST API for one account. It is asked directly where wrangler would cost seconds a question; uploads,
 * secrets and migrations stay wrangler's.
 */
export type Api = {
  accountId: string;
  /** The `result` of the answer. `path` is below `/accounts/:id`. Throws `ApiError`. */
  ask: <Result>(path: string, ask?: Ask) => Promise<Result>;
  /** Like `ask`, or null when the resource is not there. */
  find: <Result>(path: string, ask?: Ask) => Promise<Result | null>;
  /** For questions that are no account's, such as `/zones`. */
  askAbove: <Result>(path: string) => Promise<Result>;
  /** The raw answer, for files. */
  raw: (path: string, init?: RequestInit) => Promise<Response>;
};

const LOGIN =
  'run "npx wrangler login", or give CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID (docs/operations.md says which permissions the token needs)';

/** Signs in by `CLOUDFLARE_API_TOKEN`, or as wrangler is. Throws `Refusal` when nobody is signed in. */
export async function openApi(): Promise<Api> {
  const token = process.env.CLOUDFLARE_API_TOKEN || (await tokenOfWrangler());
  const base = process.env.CLOUDFLARE_API_BASE_URL ?? "https://api.cloudflare.com/client/v4";
  const fetchRaw = async (path: string, init: RequestInit = {}) => {
    const headers = {
      ...Object.fromEntries(new Headers(init.headers)),
      Authorization: `Bearer ${token}`,
    };
    return await fetch(`${base}${path}`, { ...init, headers }).catch((cause: Error) => {
      throw new Refusal(`Cloudflare's API (${base}) does not answer: ${reason(cause)}.`);
    });
  };
  const askAt = async <Result>(path: string, { method = "GET", body, headers }: Ask = {}) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetchRaw(path, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      ...json,
    });
    return await readAnswer<Result>(`${method} ${path}`, answer);
  };
  const accountId = process.env.CLOUDFLARE_ACCOUNT_ID || (await onlyAccount(askAt));
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

async function tokenOfWrangler(): Promise<string> {
  const { code, output } = await run("wrangler", ["auth", "token", "--json"]);
  const token = code === 0 && /"token"\s*:\s*"([^"]+)"/.exec(output)?.[1];
  if (token) return token;
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
  const text = await answer.text();
  const body = parse(text);
  if (answer.ok && body?.success) return body.result as Result;
  throw new ApiError(what, answer.status, body?.errors ?? []);
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

/** Throws a `Refusal` that says what to do about an error of the API; other errors pass unchanged. */
export function explain(error: unknown): never {
  throw error instanceof ApiError ? new Refusal(adviceFor(error)) : error;
}

/** 6003, 6111: a header that is no token. 7003, 7000: no such account. The rest says itself what is wrong. */
function adviceFor({ message, status, codes }: ApiError): string {
  const has = (...known: number[]) => known.some((code) => codes.includes(code));
  if (has(7003, 7000)) return `${message}\nCLOUDFLARE_ACCOUNT_ID is not an account of this token.`;
  if (status === 401 || status === 403 || has(6003, 6111)) {
    return `${message}\nCloudflare does not take this sign-in, or its token lacks a permission: ${LOGIN}.`;
  }
  if (/limit|quota|exceed|maximum/i.test(message)) {
    return `${message}\nThe account is at its limit. Nothing that exists was changed: raise the limit (Workers Paid plan, R2 enabled) or delete what is no longer used, then deploy again; it goes on where it stopped.`;
  }
  if (/enable R2|10042/i.test(message)) {
    return `${message}\nEnable R2 once, in the dashboard (R2, Overview), then deploy again.`;
  }
  return `${message}\nDeploy again: it goes on where it stopped.`;
}

export function reason(error: Error): string {
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

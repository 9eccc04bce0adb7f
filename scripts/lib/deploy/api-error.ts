import { stripVTControlCharacters } from "node:util";
import { Refusal } from "../run.ts";

export const LOGIN =
  'run "npx wrangler login", or give CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID (docs/operations.md says which permissions the token needs)';

/** What the API answers when it refuses: its own code and words, and the HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  readonly codes: number[];
  /** Its own words alone. */
  readonly words: string;

  constructor(what: string, status: number, errors: { code: number; message: string }[]) {
    const words = errors.map(({ code, message }) => `${message} [code ${code}]`).join("; ");
    super(`${what}: ${words || `HTTP ${status}, and no answer that the API would give`}`);
    this.status = status;
    this.codes = errors.map(({ code }) => code);
    this.words = words;
  }
}

/** The API was not reached, or its answer was cut. */
export class Unreachable extends Refusal {}

/** Throws a `Refusal` that says what to do about an error of the API; other errors pass unchanged. */
export function explain(error: unknown): never {
  throw error instanceof ApiError ? new Refusal(`${error.message}\n${adviceFor(error)}`) : error;
}

/** The permission of a token (docs/operations.md) that a path below an account needs. */
const PERMISSIONS: [path: RegExp, permission: string][] = [
  [/ \/accounts\/[^/]+\/d1\//, "D1 Edit"],
  [/ \/accounts\/[^/]+\/r2\//, "Workers R2 Storage Edit"],
  [/ \/accounts\/[^/]+\/queues/, "Queues Edit"],
  [/ \/accounts\/[^/]+\/workers\/.*\/domains\//, "Workers Routes Edit and DNS Edit on the zone"],
  [/ \/accounts\/[^/]+\/workers\//, "Workers Scripts Edit"],
  [/ \/accounts$/, "Account Settings Read"],
];

/** What to do about the first call that a tool said to have failed; null when its own words say all. */
export function adviceForTool(output: string): string | null {
  const plain = stripVTControlCharacters(output);
  const failed = /Cloudflare API \(([^)]+)\) failed\.[\s-]+(.+?) \[code: (\d+)\]/.exec(plain);
  if (!failed) return null;
  const [, path, message = "", code] = failed;
  return findAdvice(new ApiError(`of wrangler ${path}`, 400, [{ code: Number(code), message }]));
}

function adviceFor(error: ApiError): string {
  return findAdvice(error) ?? `Mend that, ${AGAIN}`;
}

const AGAIN = "then run the command again: it goes on where it stopped.";

/** The codes: a header that is no token, no such account, a right that lacks. The rest says itself what is wrong. */
function findAdvice({ message, words, status, codes }: ApiError): string | null {
  const has = (...known: number[]) => known.some((code) => codes.includes(code));
  if (has(7003, 7000)) return "CLOUDFLARE_ACCOUNT_ID is not an account of this token.";
  if (has(10042) || /enable R2/i.test(words)) {
    return `Enable R2 once, in the dashboard (R2, Overview), ${AGAIN}`;
  }
  if (status === 429 || has(971, 10429)) {
    return `Cloudflare takes no more calls for now: wait five minutes, ${AGAIN}`;
  }
  if (/quota|exceed|maximum|reached/i.test(words)) {
    return `The account is at its limit: raise it (Workers Paid plan) or delete what is no longer used, ${AGAIN}`;
  }
  if (/\b(?:paid|free) plan\b|\bupgrade\b/i.test(words)) {
    return `The account needs the Workers Paid plan (dashboard, Workers, Plans): choose it, ${AGAIN}`;
  }
  if (status === 401 || status === 403 || has(6003, 6111, 9109, 10000)) {
    const needed = PERMISSIONS.find(([path]) => path.test(message.replace(/[?:].*/s, "")))?.[1];
    return `Cloudflare does not take this sign-in for this account, or its token lacks a permission${needed ? ` (here ${needed})` : ""}: ${LOGIN}.`;
  }
  if (status >= 500 || words === "" || /^internal (?:server )?error/i.test(words)) {
    return `Cloudflare's API is not well now (https://www.cloudflarestatus.com): wait, ${AGAIN}`;
  }
  return null;
}

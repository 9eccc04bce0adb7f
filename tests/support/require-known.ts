import { COOKIES } from "#worker/platform/cookies.ts";

/** Throws for a cookie that is not in the table, or that lives longer than the table allows. */
export function requireKnown(cookie: string): void {
  const name = cookie.split("=")[0] ?? "";
  const seconds = /Max-Age=(\d+)/i.exec(cookie)?.[1];
  // At each sign-in and sign-out the library clears some cookies that it never set.
  if (seconds === "0") return;
  const known = Object.values(COOKIES).find((each) => each.name === name);
  if (!known) throw new Error(`${name} is not in worker/platform/cookies.ts`);
  if (seconds === undefined || Number(seconds) * 1000 > known.ms) {
    throw new Error(`${name} lives ${seconds ?? "as long as the browser"}, beyond what is said`);
  }
}

import { hashPassword } from "#worker/accounts/password.ts";
import { beginSecondFactor, confirmSecondFactor } from "#worker/accounts/second-factor.ts";
import { aCookie, aPerson, call, env, ORIGIN, type Person } from "./factories.ts";
import { mailsTo as allMailsTo } from "./team.ts";
import { totp } from "./totp.ts";

/** People with a password, and their browsers, for the accounts room. */

export const PASSWORD = "un vélo sous la pluie";

let hash: Promise<string> | undefined;

export async function aPersonWithPassword(): Promise<Person> {
  const person = await aPerson();
  hash ??= hashPassword(PASSWORD);
  await env.DB.prepare(
    `INSERT INTO account (id, user_id, account_id, provider_id, password, created_at, updated_at)
     VALUES (?1, ?1, ?1, 'credential', ?2, 1, 1)`,
  )
    .bind(person.id, await hash)
    .run();
  return person;
}

let networks = 0;

/** A network that no other test uses. */
export function aNetwork(): string {
  networks += 1;
  return `10.${Math.floor(Math.random() * 250)}.${Math.floor(networks / 250)}.${networks % 250}`;
}

export type Browser = { network?: string; cookies?: string[] };

export function aRequest({ network = aNetwork(), cookies = [] }: Browser = {}): Request {
  const headers = new Headers({ "CF-Connecting-IP": network, Origin: ORIGIN });
  if (cookies.length > 0) headers.set("Cookie", cookies.join("; "));
  return new Request(ORIGIN, { headers });
}

/** `POST /api/auth/sign-in/email` from this browser. */
export async function apiSignIn(email: string, password: string, browser: Browser = {}) {
  const headers = new Headers(aRequest(browser).headers);
  headers.set("Content-Type", "application/json");
  const body = JSON.stringify({ email, password });
  return await call("/api/auth/sign-in/email", { method: "POST", headers, body });
}

/** The cookies of an answer as the browser sends them back, without those that it clears. */
export function cookiesFrom(headers: Headers): string[] {
  return headers
    .getSetCookie()
    .filter((cookie) => !/Max-Age=0/i.test(cookie))
    .map((cookie) => cookie.split(";")[0] ?? "");
}

export async function rowsOf(table: string, where: string, value: string): Promise<number> {
  const row = await env.DB.prepare(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where} = ?1`)
    .bind(value)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** The texts of the mails of one kind written to this address, oldest first. */
export async function mailsTo(email: string, kind: string): Promise<string[]> {
  return (await allMailsTo(email)).filter((mail) => mail.kind === kind).map(({ text }) => text);
}

export function tokenIn(mail: string | undefined): string {
  const token = /jeton=([\w-]+)/.exec(mail ?? "")?.[1];
  if (!token) throw new Error("no link in this mail");
  return token;
}

export const owner = ({ id: userId, name, email }: Person) => ({
  ...{ userId, name, email, sessionId: "this session" },
  ...{ origin: ORIGIN, now: Date.now() },
});

/** A secret for this person, not yet confirmed. */
export async function begin(person: Person, cookie: string) {
  const request = aRequest({ cookies: [cookie] });
  const begun = await beginSecondFactor(env, request, { ...owner(person), password: PASSWORD });
  if (!begun.ok) throw new Error(begun.reason);
  return { request, key: begun.enrolment.key };
}

/** A person with the second factor on: the secret, the recovery codes, a cookie of a session. */
export async function aProtectedPerson() {
  const person = await aPersonWithPassword();
  const { request, key } = await begin(person, await aCookie(person));
  const code = totp(key);
  const confirmed = await confirmSecondFactor(env, request, { ...owner(person), code });
  if (!confirmed.ok) throw new Error("not confirmed");
  return { person, key, codes: confirmed.codes, cookies: cookiesFrom(confirmed.headers) };
}

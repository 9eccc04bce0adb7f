import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { inject } from "vitest";
import { giveSession, startSession } from "#tests/support/browser-session.ts";

/** The session of each person, shared by the journeys of a process: a hash of a password takes a fifth of a second. */
const sessions = new Map<string, Promise<string[]>>();

function sessionOf(email: string, own = false): Promise<string[]> {
  return own ? startSession(inject("url"), email) : sharedSession(email);
}

export function sharedSession(email: string): Promise<string[]> {
  const session = sessions.get(email) ?? startSession(inject("url"), email);
  sessions.set(email, session);
  return session;
}

export type Visit = BrowserContextOptions & {
  /** Signs this person in without the form. */
  as?: string;
  /** A journey that ends the session begins one that no other journey uses. */
  ownSession?: boolean;
};

/** What journeys left, by its options: filling the cache of a new browser with the app takes half a second. */
const left = new Map<string, BrowserContext[]>();

/**
 * A visitor's browser. Closed, it loses its pages, cookies, storage and routes, and waits for a later journey of this
 * process that asks for the same one; its cache stays. One that reaches the app by another address is really closed.
 */
export async function openVisitor(
  browser: Browser,
  { as, ownSession, ...options }: Visit,
): Promise<BrowserContext> {
  const key = JSON.stringify(options);
  const used = left.get(key)?.pop();
  const visitor = used ?? (await newContext(browser, options, key));
  if (as || used) {
    const page = await visitor.newPage();
    await giveSession(page, inject("url"), as ? await sessionOf(as, ownSession) : []);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  }
  return visitor;
}

async function newContext(browser: Browser, options: BrowserContextOptions, key: string) {
  const visitor = await browser.newContext({
    locale: "fr-FR",
    baseURL: inject("url"),
    ...options,
  });
  if (options.baseURL) return visitor;
  visitor.close = async () => {
    await Promise.all(visitor.pages().map((page) => page.close()));
    await visitor.unrouteAll({ behavior: "ignoreErrors" });
    await visitor.clearCookies();
    left.set(key, [...(left.get(key) ?? []), visitor]);
  };
  return visitor;
}

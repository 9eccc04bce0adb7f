import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import axe, { type AxeResults, type RunOptions } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { launchOptions } from "#scripts/lib/chromium.ts";
import { openClient } from "#tests/support/api-client.ts";
import { openVisitor, sharedSession, type Visit } from "./visitors.ts";

/** One Chromium for all the files of a process; it ends with the process. */
let chromiumOfProcess: Promise<Browser> | undefined;

/** The public API over HTTP, with the session that the journeys share. */
export async function anApiClient(email = "admin@demo.test") {
  return await openClient(inject("url"), email, sharedSession(email));
}

/** Each journey opens browsers of its own. Those that a failed one left open are closed with its file. */
export function openBrowser() {
  const open = new Set<BrowserContext>();
  let browser: Browser | undefined;
  beforeAll(async () => {
    chromiumOfProcess ??= chromium.launch(launchOptions(inject("chromiumPath")));
    browser = await chromiumOfProcess;
  });
  afterAll(async () => {
    for (const visitor of open) {
      if (visitor.pages().length > 0) await visitor.close();
    }
  });
  return {
    async visit(options: Visit = {}): Promise<BrowserContext> {
      if (!browser) throw new Error("no browser yet");
      const visitor = await openVisitor(browser, options);
      open.add(visitor);
      return visitor;
    },
  };
}

/** The first of them have an administrator more, `personne1@demo.test`… up to this number. */
const PEOPLE = 12;
const SCHOOLS = 92;

export const SAMPLES = new URL("../fixtures/samples/", import.meta.url);

export function samplePath(name: string): string {
  return new URL(name, SAMPLES).pathname;
}

export function sampleFile(name: string): Uint8Array {
  return readFileSync(samplePath(name));
}

/**
 * An empty school of the demo's administrator, given to no other journey. Journeys run in several processes: a school
 * is marked as taken by a folder next to the app's data, which only one of them can create.
 */
export async function anEmptySchool(): Promise<{ uai: string }> {
  seeded ??= seedSchools();
  const uai = (await seeded).find((each) => take(join(inject("dataDir"), "taken-schools", each)));
  if (!uai) throw new Error("more journeys than schools: seed more of them here");
  return { uai };
}

let seeded: Promise<string[]> | undefined;

async function seedSchools(): Promise<string[]> {
  const answer = await fetch(`${inject("url")}/demo/seed?schools=${SCHOOLS}`, { method: "POST" });
  const { loadSchools }: { loadSchools: string[] } = JSON.parse(await answer.text());
  return loadSchools.slice(PEOPLE);
}

/** False when another journey has taken it. */
function take(folder: string): boolean {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Every axe rule up to our promise, WCAG 2.2 AA, and axe's best practices. By default axe skips target sizes and the
 * experimental rules (fake captions and headings, cells without a header). Excluded are AAA,
 * which requires a contrast of 7 that our colours do not claim, and the rules that axe retired.
 */
const RULES = [
  ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  ...["best-practice", "experimental"],
];

/** Loads axe into the page, which has no frames, once for each document. */
async function runAxe(page: Page, runOnly: RunOptions["runOnly"]): Promise<string> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  // Only the violations, without the selectors of their elements: naming them takes a fifth of the time. Style sheets
  // and films are not fetched again, which takes another fifth: `findUnseenByAxe` reads them instead.
  const cheap = { resultTypes: ["violations"], selectors: false, preload: false };
  const options = JSON.stringify({ runOnly, ...cheap });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
  );
  return told.join("\n");
}

async function expectNoViolations(page: Page, state: string): Promise<void> {
  expect(await runAxe(page, RULES), state).toBe("");
}

/** Runs all rules on the page as it is; its colours in the other theme too: text must not fade into its background. */
export async function expectAccessible(page: Page, state = page.url()): Promise<void> {
  await expectNoViolations(page, state);
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.emulateMedia({ colorScheme: dark ? "light" : "dark" });
  const faded = await runAxe(page, { type: "rule", values: ["color-contrast"] });
  expect(faded, `${state}, in ${dark ? "light" : "dark"}`).toBe("");
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
}

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

/**
 * The same at desktop and phone width, where nothing may overflow either, and in both themes: text must not fade into
 * its background. Half of the states are light on a desk and dark on a phone, the other half the reverse (decision 0066).
 */
export async function expectAccessibleEverywhere(page: Page, state = page.url()): Promise<void> {
  const before = page.viewportSize() ?? DESK;
  const themes = isOdd(state) ? (["light", "dark"] as const) : (["dark", "light"] as const);
  for (const [at, size] of [DESK, PHONE].entries()) {
    const colorScheme = themes[at] ?? "light";
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    const here = `${state}, ${size.width} pixels wide, ${colorScheme}`;
    await expectNoViolations(page, here);
    await expectNoSidewaysScroll(page, here);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light" });
}

/** Splits the states in two halves, the same in every run: what differs in an address (its school, its host) is left out. */
function isOdd(state: string): boolean {
  return state.replaceAll(/\d+\w?|:\/\/[^/]*/g, "").length % 2 === 1;
}

type Fiber = {
  return: Fiber | null;
  stateNode: { current: { memoizedState: { isDehydrated?: boolean } } };
};

/**
 * Resolves once React has hydrated the page: before that, the browser itself handles keys and clicks. React marks the
 * elements first, and takes over the whole page at the end: what is typed between the two is not heard.
 */
export async function untilAlive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const form = document.querySelector("main form") ?? document.querySelector("form");
    const [, mark] =
      Object.entries(form ?? {}).find(([key]) => key.startsWith("__reactFiber")) ?? [];
    let fiber = mark as Fiber | undefined;
    while (fiber?.return) fiber = fiber.return;
    return fiber !== undefined && !fiber.stateNode.current.memoizedState.isDehydrated;
  });
}

/** Nothing overflows the window, nor the frame of a table: no reader has to scroll sideways. */
export async function expectNoSidewaysScroll(page: Page, state = page.url()): Promise<void> {
  const cut = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".table-frame")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((box) => box.getAttribute("aria-label") ?? box.tagName),
  );
  expect(cut, state).toEqual([]);
}

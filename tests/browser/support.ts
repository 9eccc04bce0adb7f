import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import axe, { type AxeResults, type RunOptions } from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { launchOptions } from "#scripts/lib/chromium.ts";
import { signInPage } from "#tests/support/browser-session.ts";

/** One Chromium for all the files of a process; it ends with the process. */
let chromiumOfProcess: Promise<Browser> | undefined;

/** Each journey opens contexts of its own. Those that a failed one left open are closed with its file. */
export function openBrowser() {
  const open = new Set<BrowserContext>();
  let browser: Browser | undefined;
  beforeAll(async () => {
    chromiumOfProcess ??= chromium.launch(launchOptions(inject("chromiumPath")));
    browser = await chromiumOfProcess;
  });
  afterAll(async () => {
    for (const visitor of open) await visitor.close();
  });
  return {
    /** A visitor's browser; `as` signs a person in without the form. */
    async visit(options: BrowserContextOptions & { as?: string } = {}): Promise<BrowserContext> {
      const { as, ...context } = options;
      if (!browser) throw new Error("no browser yet");
      const visitor = await browser.newContext({
        locale: "fr-FR",
        baseURL: inject("url"),
        ...context,
      });
      open.add(visitor);
      visitor.on("close", () => open.delete(visitor));
      if (as) {
        const page = await visitor.newPage();
        await signInPage(page, inject("url"), as);
        await page.close();
      }
      return visitor;
    },
  };
}

const SCHOOLS = 80;

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
  const answer = await fetch(`${inject("url")}/demo/seed?schools=${SCHOOLS}`, { method: "POST" });
  const { loadSchools }: { loadSchools: string[] } = JSON.parse(await answer.text());
  const uai = loadSchools.find((each) => take(join(inject("dataDir"), "taken-schools", each)));
  if (!uai) throw new Error("more journeys than schools: seed more of them here");
  return { uai };
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
 * experimental rules (fake captions and headings, cells without a header, a locked orientation). Excluded are AAA,
 * which requires a contrast of 7 that our colours do not claim, and the rules that axe retired.
 */
const RULES = [
  ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  ...["best-practice", "experimental"],
];

/** Loads axe into the page, which has no frames, once for each document. */
async function runAxe(page: Page, runOnly: RunOptions["runOnly"]): Promise<string> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  // Only the violations, without the selectors of their elements: naming them takes a fifth of the time.
  const options = JSON.stringify({ runOnly, resultTypes: ["violations"], selectors: false });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`,
  );
  return told.join("\n");
}

/** Runs all rules on the page as it is; its colours in the other theme too: text must not fade into its background. */
export async function expectAccessible(page: Page, state = page.url()): Promise<void> {
  expect(await runAxe(page, RULES), state).toBe("");
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await page.emulateMedia({ colorScheme: dark ? "light" : "dark" });
  const faded = await runAxe(page, { type: "rule", values: ["color-contrast"] });
  expect(faded, `${state}, in ${dark ? "light" : "dark"}`).toBe("");
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
}

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

/** The same at desktop and phone width, where nothing may overflow either. */
export async function expectAccessibleEverywhere(page: Page, state = page.url()): Promise<void> {
  const before = page.viewportSize() ?? DESK;
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    const here = `${state}, ${size.width} pixels wide`;
    await expectAccessible(page, here);
    await expectNoSidewaysScroll(page, here);
  }
  await page.setViewportSize(before);
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

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aLivelySchool } from "./lively-school.ts";
import { expectAccessibleEverywhere, expectNoSidewaysScroll, openBrowser } from "./support.ts";

const { visit } = openBrowser();
const ADMIN = "admin@demo.test";

/** Every page and state of this part of the product, each ready to be checked. */
function statesOf(school: string): Array<[string, (page: Page) => Promise<unknown>]> {
  const open = (path: string) => async (page: Page) => await page.goto(path);
  const sheet = async (page: Page) => {
    await page.goto(`${school}/eleves`);
    await page.getByRole("link", { name: /GARNIER0000/ }).click();
    await page.getByRole("heading", { name: "Identité" }).waitFor();
  };
  return [
    ["start", open(school)],
    ["list", open(`${school}/eleves`)],
    [
      "open filters",
      async (page) => {
        await open(`${school}/eleves?level=6e&division=3Z&include=deactivated`)(page);
        await page.locator("summary", { hasText: "Niveaux (1)" }).click();
      },
    ],
    ["nobody found", open(`${school}/eleves?search=zzz`)],
    ["beyond the list", open(`${school}/eleves?page=99`)],
    ["sheet", sheet],
    [
      "sheet with INE",
      async (page) => {
        await sheet(page);
        await page.getByRole("button", { name: "Afficher l’INE" }).click();
        await page.getByText("200000000KB").waitFor();
      },
    ],
    ["documentation", open("/documentation")],
    ["search", open("/documentation?q=ine")],
    ["search without answer", open("/documentation?q=z%C3%A8bre")],
    ["search with the nearest pages", open("/documentation?q=journal+des+z%C3%A8bres")],
    ...[
      "rentree",
      "erreurs",
      "non-importes",
      "archiver",
      "compte",
      "liens",
      "journal",
      "contact",
    ].map((slug): [string, (page: Page) => Promise<unknown>] => [
      slug,
      open(`/documentation/${slug}`),
    ]),
    ["error page", open("/documentation/erreurs/INE_DUPLICATED")],
    ["error page with fields", open("/documentation/erreurs/FIELD_TOO_LONG")],
    ["found", open(`${school}/recherche?q=importer`)],
    ["found pupils", open(`${school}/recherche?q=garnier`)],
    ["nothing found", open(`${school}/recherche?q=zzz`)],
    ["unknown page of a school", open(`${school}/rien`)],
    ["accessibility", open("/accessibilite")],
    ["personal data", open("/donnees-personnelles")],
    ["legal notice", open("/mentions-legales")],
    ["terms", open("/conditions")],
    ["pieces", open("/pieces")],
    [
      "question",
      async (page) => {
        await page.goto("/pieces", { waitUntil: "networkidle" });
        await page.getByRole("button", { name: "Poser la question" }).click();
        await page.getByRole("dialog").waitFor();
      },
    ],
  ];
}

/** 400 % of a window of 1280 pixels. */
const ZOOMED = { width: 320, height: 256 };

test("in any state axe finds nothing at 1280 and 360 pixels, and at 400 % nothing sticks out, no target is under 24 pixels", async () => {
  const visitor = await visit({ as: ADMIN, viewport: { width: 1280, height: 800 } });
  const page = await visitor.newPage();
  for (const [name, reach] of statesOf(await aLivelySchool())) {
    await reach(page);
    await expectAccessibleEverywhere(page, name);
    const before = page.viewportSize();
    await page.setViewportSize(ZOOMED);
    await expectNoSidewaysScroll(page);
    expect([name, ...(await smallTargets(page))]).toEqual([name]);
    if (before) await page.setViewportSize(before);
  }
  await visitor.close();
}, 240_000);

/** Targets less than 24 pixels high or wide; links within a sentence are exempt (WCAG 2.5.8). */
async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const inSentence = (node: Element) =>
      node.tagName === "A" &&
      getComputedStyle(node).display === "inline" &&
      node.closest("p, li, dd, .banner") !== null;
    return [...document.querySelectorAll("a, button, input, select, summary")]
      .filter((node) => node.checkVisibility() && !node.closest(".skips") && !inSentence(node))
      .map((node) => (node.closest("label") ?? node).getBoundingClientRect())
      .filter(({ width, height }) => Math.min(width, height) < 23.9)
      .map(({ x, y, width, height }) => `${width}×${height} at ${x},${y}`);
  });
}

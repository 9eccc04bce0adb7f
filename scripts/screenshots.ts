import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { signInPage } from "#tests/support/browser-session.ts";
import { startApp } from "./lib/app.ts";
import { findChromiumForPictures, launchOptions } from "./lib/chromium.ts";
import { ROOT } from "./lib/environment.ts";
import { type Person, PICTURES, type Picture } from "./lib/pictures.ts";
import { answerHelp, exitWith } from "./lib/run.ts";
import { shrinkPng } from "./lib/small-png.ts";

/**
 * `npm run screenshots`: every page of `lib/pictures.ts`, at two widths and in both themes, on fresh demo data, into a
 * folder that git ignores. Only those that README shows are copied to `docs/images` and committed.
 */
answerHelp(`npm run screenshots
Takes a picture of every page, 1280 and 360 pixels wide, light and dark, into the folder "screenshots".`);

const FOLDER = `${ROOT}/screenshots`;
const SHOWN = ["import-1280", "erreurs-1280", "eleves-1280", "import-360"];
const LOOKS = [
  { width: 1280, colorScheme: "light", suffix: "1280" },
  { width: 360, colorScheme: "light", suffix: "360" },
  { width: 1280, colorScheme: "dark", suffix: "1280-sombre" },
  { width: 360, colorScheme: "dark", suffix: "360-sombre" },
] as const;

type Look = (typeof LOOKS)[number];
/** The maximum height of the picture of a whole page. */
const MAX_HEIGHT = 2000;
type Visitor = { browser: Browser; url: string };
type Open = (as: Person | undefined, look: Look) => Promise<Page>;

async function openWindow({ browser, url }: Visitor, as: Person | undefined, look: Look) {
  const page = await browser.newPage({
    baseURL: url,
    viewport: { width: look.width, height: 860 },
    locale: "fr-FR",
    reducedMotion: "reduce",
    colorScheme: look.colorScheme,
  });
  if (as) await signInPage(page, url, as.email, as.password);
  return page;
}

/** One browser window for each person, width and theme, opened when first needed. */
function createWindows(visitor: Visitor): Open {
  const windows = new Map<string, Promise<Page>>();
  return (as, look) => {
    const key = `${as?.email} ${look.suffix}`;
    const known = windows.get(key) ?? openWindow(visitor, as, look);
    windows.set(key, known);
    return known;
  };
}

async function show(page: Page, path: Picture["path"]) {
  const address = typeof path === "string" ? path : await path(page);
  await page.goto(address, { waitUntil: "networkidle" });
}

async function take(picture: Picture, visitor: Visitor, open: Open): Promise<number> {
  const { name, before } = picture;
  if (before) {
    const page = await openWindow(visitor, before.as, LOOKS[0]);
    await show(page, before.path);
    await before.step(page);
    await page.close();
  }
  const sizes = LOOKS.map(async (look) => {
    const page = await open(picture.as, look);
    const png = shrinkPng(await photograph(page, picture, look.width));
    writeFileSync(`${FOLDER}/${name}-${look.suffix}.png`, png);
    return png.byteLength;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function photograph(page: Page, picture: Picture, width: number): Promise<Uint8Array> {
  await show(page, picture.path);
  await picture.reach?.(page);
  if (picture.screen) return await page.screenshot();
  const clip = { x: 0, y: 0, width, height: MAX_HEIGHT };
  return await page.screenshot({ fullPage: true, clip });
}

/** The browser shows the dates of native fields in its own language, whatever the page says. */
const FRENCH = { ...process.env, LANGUAGE: "fr" };

async function warnOfMissingFrench(browser: Browser) {
  const page = await browser.newPage();
  const language = await page.evaluate(() => navigator.language);
  await page.close();
  if (language.startsWith("fr")) return;
  console.log(
    "This Chromium has no French: its date fields are in English. On Debian: apt-get install chromium-l10n",
  );
}

try {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  const port = Number(process.env.PORT ?? 8997);
  const app = await startApp({ port, dataDir: ".test/shots", fresh: true, quiet: true });
  const browser = await chromium.launch({
    ...launchOptions(findChromiumForPictures()),
    env: FRENCH,
  });
  await warnOfMissingFrench(browser);
  const visitor = { browser, url: app.url };
  const open = createWindows(visitor);
  let bytes = 0;
  for (const picture of PICTURES) bytes += await take(picture, visitor, open);
  await browser.close();
  await app.stop();
  for (const name of SHOWN) {
    copyFileSync(`${FOLDER}/${name}.png`, `${ROOT}/docs/images/${name}.png`);
  }
  const megabytes = (bytes / 2 ** 20).toFixed(1);
  console.log(
    `screenshots: ${PICTURES.length * LOOKS.length} pictures, ${megabytes} MB. Look at each.`,
  );
} catch (error) {
  exitWith(error);
}

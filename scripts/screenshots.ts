import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { signInPage } from "#tests/support/browser-session.ts";
import { startApp } from "./lib/app.ts";
import { launchOptions } from "./lib/chromium.ts";
import { ROOT } from "./lib/environment.ts";
import { PICTURES, type Picture } from "./lib/pictures.ts";
import { exitWith } from "./lib/run.ts";
import { shrinkPng } from "./lib/small-png.ts";

/** `npm run screenshots`: every page of `lib/pictures.ts`, at two widths and in both themes, on fresh demo data. */
const FOLDER = `${ROOT}/docs/images`;
const LOOKS = [
  { width: 1280, colorScheme: "light", suffix: "1280" },
  { width: 360, colorScheme: "light", suffix: "360" },
  { width: 1280, colorScheme: "dark", suffix: "1280-sombre" },
  { width: 360, colorScheme: "dark", suffix: "360-sombre" },
] as const;

type Open = (as: string | undefined, look: (typeof LOOKS)[number]) => Promise<Page>;

/** One browser window for each person and look, opened when first needed. */
function createWindows(browser: Browser, url: string): Open {
  const windows = new Map<string, Promise<Page>>();
  const open = async (as: string | undefined, { width, colorScheme }: (typeof LOOKS)[number]) => {
    const page = await browser.newPage({
      viewport: { width, height: 860 },
      locale: "fr-FR",
      reducedMotion: "reduce",
      colorScheme,
    });
    if (as) await signInPage(page, url, as);
    return page;
  };
  return (as, look) => {
    const key = `${as} ${look.suffix}`;
    const known = windows.get(key) ?? open(as, look);
    windows.set(key, known);
    return known;
  };
}

async function take(picture: Picture, url: string, open: Open): Promise<number> {
  const show = async (page: Page) =>
    await page.goto(`${url}${picture.path}`, { waitUntil: "networkidle" });
  if (picture.before) {
    const page = await open(picture.as, LOOKS[0]);
    await show(page);
    await picture.before(page);
  }
  let bytes = 0;
  for (const look of LOOKS) {
    const page = await open(picture.as, look);
    await show(page);
    await picture.reach?.(page);
    const png = shrinkPng(await page.screenshot());
    writeFileSync(`${FOLDER}/${picture.name}-${look.suffix}.png`, png);
    bytes += png.byteLength;
  }
  return bytes;
}

try {
  mkdirSync(FOLDER, { recursive: true });
  for (const old of readdirSync(FOLDER).filter((name) => name.endsWith(".png"))) {
    rmSync(`${FOLDER}/${old}`);
  }
  const port = Number(process.env.PORT ?? 8997);
  const app = await startApp({ port, dataDir: ".test/shots", fresh: true, quiet: true });
  const browser = await chromium.launch(launchOptions());
  const open = createWindows(browser, app.url);
  let bytes = 0;
  for (const picture of PICTURES) bytes += await take(picture, app.url, open);
  await browser.close();
  await app.stop();
  const megabytes = (bytes / 2 ** 20).toFixed(1);
  console.log(
    `docs/images: ${PICTURES.length * LOOKS.length} pictures, ${megabytes} MB. Look at each.`,
  );
} catch (error) {
  exitWith(error);
}

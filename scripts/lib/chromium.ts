import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "./environment.ts";
import { Refusal } from "./run.ts";

const WHOLE_BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** The headless shell comes first: the same engine without the windows of a browser, and a third faster in the tests. */
const NAMES = ["chromium-headless-shell", ...WHOLE_BROWSERS];

/**
 * The path of a Chromium or Chrome to drive: `CHROME_PATH`, else one on the PATH, else Playwright's own (downloaded if
 * need be), else, as root on Debian, the package of the headless shell or of Chromium. Throws `Refusal` when none works.
 * May take minutes the first time.
 */
export function findChromium(): string {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Refusal(`CHROME_PATH is ${chosen}, which is not a program that can be run.`);
  }
  const found = onPath() ?? fromPlaywright() ?? fromDebian();
  if (found) return found;
  throw new Refusal(
    "No Chromium was found, and none could be installed: install chromium or Google Chrome, or give its path in CHROME_PATH.",
  );
}

/** The same, but rather a whole browser: its date fields speak French, those of the headless shell do not. */
export function findChromiumForPictures(): string {
  return (process.env.CHROME_PATH ? null : onPath(WHOLE_BROWSERS)) ?? findChromium();
}

/** Options for `chromium.launch()`: headless, in a container, without network calls of its own. */
export function launchOptions(executablePath = findChromium()) {
  return {
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(names = NAMES): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isExecutable) ?? null;
}

function fromPlaywright(): string | null {
  if (!existsSync(chromium.executablePath())) {
    console.log("No Chromium here yet: asking Playwright for one…");
    tryTo(process.execPath, [`${ROOT}/node_modules/playwright-core/cli.js`, "install", "chromium"]);
  }
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function fromDebian(): string | null {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return null;
  console.log("Installing Debian's chromium…");
  tryTo("apt-get", ["update", "-qq"]);
  for (const name of ["chromium-headless-shell", "chromium"]) {
    if (onPath() === null)
      tryTo("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name]);
  }
  return onPath();
}

/** Success is read from the files that are there afterwards. */
function tryTo(command: string, args: string[]) {
  spawnSync(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 10 * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

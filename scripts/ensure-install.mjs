// Run by npm before each script of package.json (its `pre…`), on whatever Node the machine has (20 at least) and before
// anything is installed: no dependencies, no TypeScript.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function packagesOf(lock) {
  try {
    return JSON.parse(readFileSync(`${root}${lock}`, "utf8")).packages;
  } catch {
    return {};
  }
}

/** npm writes this file last, when it has installed everything: compare it with the lock file. */
function isInstalled() {
  const locked = packagesOf("package-lock.json");
  const installed = packagesOf("node_modules/.package-lock.json");
  const missing = Object.entries(locked).some(
    ([path, { optional }]) => path !== "" && !optional && !installed[path],
  );
  const other = Object.entries(installed).some(
    ([path, { version, integrity }]) =>
      locked[path]?.version !== version || locked[path]?.integrity !== integrity,
  );
  return !missing && !other && Object.keys(installed).length > 0;
}

if (!isInstalled()) {
  console.log("Installing the packages of package-lock.json (npm ci)…");
  // Its warnings only say that the system's Node is old: the scripts run on the Node of the packages.
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("The packages could not be installed: npm ci failed, its message is above.");
    process.exit(1);
  }
}

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Scripts = Record<string, string>;

const PACKAGE: { scripts: Scripts; allowScripts: Record<string, boolean> } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);
const INSTALL = "node scripts/ensure-install.mjs";

/** Scripts that would run before the packages, Node 24 among them, are installed. */
function findBareScripts(scripts: Scripts): string[] {
  return Object.keys(scripts)
    .filter((name) => scripts[name] !== INSTALL)
    .filter((name) => scripts[`pre${name}`] !== INSTALL);
}

test("every npm script works in a fresh clone: the packages are installed first", () => {
  expect(findBareScripts(PACKAGE.scripts)).toEqual([]);
});

test("reports a script without its installation", () => {
  expect(findBareScripts({ prestart: INSTALL, start: "a", dev: "b" })).toEqual(["dev"]);
});

/** Scripts of ours that would do their work when asked for help. */
function findMuteScripts(scripts: Scripts, read: (path: string) => string): string[] {
  return Object.entries(scripts).flatMap(([name, command]) => {
    const path = /^(?:exec )?node (?:--\S+ )*(\S+\.ts)$/.exec(command)?.[1];
    // It takes no option.
    if (path === undefined || name === "typecheck") return [];
    const answers = /\b(?:answerHelp|readOptions)\(/.test(read(path));
    return answers ? [] : [name];
  });
}

test("every npm script of ours answers --help", () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  expect(findMuteScripts(PACKAGE.scripts, read)).toEqual([]);
  const scripts = { a: "node a.ts", b: "exec node --expose-gc b.ts", c: "knip" };
  expect(findMuteScripts(scripts, () => "await work();")).toEqual(["a", "b"]);
});

test("every package with an install script is approved by name", () => {
  const {
    packages,
  }: { packages: Record<string, { hasInstallScript?: boolean; dev?: boolean; os?: string[] }> } =
    JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));
  const names = Object.entries(packages)
    .filter(([, { hasInstallScript, os }]) => hasInstallScript && !os)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  expect(names.length).toBeGreaterThan(0);
  expect([...new Set(names)].filter((name) => !PACKAGE.allowScripts[name])).toEqual([]);
});

test("the workflow has a job for each step of npm test, and no other", () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const steps = [...read("scripts/test.ts").matchAll(/name: "([^"]+)"/g)].map(([, name]) => name);
  const jobs = [...read(".github/workflows/check.yml").matchAll(/- name: (.+)/g)];
  expect(steps.length).toBeGreaterThan(5);
  expect(jobs.map(([, name]) => name).sort()).toEqual(steps.sort());
});

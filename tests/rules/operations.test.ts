import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const DOCUMENT = readFileSync("docs/operations.md", "utf8");
const WRANGLER = readFileSync("node_modules/wrangler/wrangler-dist/cli.js", "utf8");
const OPERATOR = readFileSync("scripts/operator.ts", "utf8");
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));

/** The commands of a document that this repository, or the wrangler it installs, does not have. */
function findUnknownCommands(text: string): string[] {
  const ours = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  const operator = [...text.matchAll(/npm run operator -- ([\w-]+)/g)].map(([, name = ""]) => name);
  const wrangler = [...text.matchAll(/npx wrangler ((?:[a-z][\w-]* ?)+)/g)].map(([, words = ""]) =>
    words.trim(),
  );
  return [
    ...ours.filter((name) => scripts[name] === undefined),
    ...operator.filter((name) => !new RegExp(`^  "?${name}"?: \\{`, "m").test(OPERATOR)),
    ...wrangler.filter((words) => !isOfWrangler(words)),
  ];
}

/** Words after the command are its arguments. */
function isOfWrangler(words: string): boolean {
  const all = words.split(" ");
  return all.some((_, at) =>
    WRANGLER.includes(`command: "wrangler ${all.slice(0, at + 1).join(" ")}"`),
  );
}

test("every command of the operations handbook exists", () => {
  expect(findUnknownCommands(DOCUMENT)).toEqual([]);
  expect(DOCUMENT.match(/npx wrangler /g)?.length).toBeGreaterThan(8);
});

test("a command that does not exist is noticed", () => {
  const wrong = "`npm run restart`, `npm run operator -- reboot`, `npx wrangler teleport now`";
  expect(findUnknownCommands(wrong)).toEqual(["restart", "reboot", "teleport now"]);
});

/** The events that `worker/platform/log.ts` declares and no code logs. */
function findSilentEvents(declared: string, code: string): string[] {
  const events = [...declared.matchAll(/\{ event: "([\w.]+)"/g)].map(([, name = ""]) => name);
  return events.filter((name) => !code.includes(`"${name}"`));
}

test("the handbook names events that the product logs", () => {
  const declared = readFileSync("worker/platform/log.ts", "utf8");
  const code = ["worker", "app"]
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: "utf8" }).map((path) => `${room}/${path}`),
    )
    .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|platform\/log\.ts$/.test(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  expect(findSilentEvents(declared, code)).toEqual([]);
  const named = DOCUMENT.match(/`(?:message|import|sweep)\.[a-z_]+`/g) ?? [];
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !declared.includes(`"${name.slice(1, -1)}"`))).toEqual([]);
  expect(findSilentEvents('| { event: "a.b"; id: string }', 'log({ event: "c.d" })')).toEqual([
    "a.b",
  ]);
});

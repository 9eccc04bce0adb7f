import { readFileSync } from "node:fs";
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

import { expect, test } from "vitest";
import { requireKnown } from "#tests/support/require-known.ts";
import { codeOf, isTest, readTree, type Tree } from "./sources.ts";

/** The table, and the file where the library gets its cookie names from it. */
const WRITERS = ["worker/platform/cookies.ts", "worker/accounts/auth.ts"];

/** The files that write a cookie without the table, so that the notice may not list it. */
function findCookieWriters(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => !isTest(path) && !WRITERS.includes(path))
    .filter(([path, text]) => /__Host-|Max-Age=|document\.cookie/.test(codeOf(path, text)))
    .map(([path]) => path);
}

test("only the table of cookies writes cookies", () => {
  const tree = readTree(["app", "words", "worker"]);
  expect([...tree.keys()]).toContain(WRITERS[0]);
  expect(findCookieWriters(tree)).toEqual([]);
});

test.each([
  'headers.append("Set-Cookie", `seen=1; Max-Age=60`);',
  'const name = "__Host-seen";',
  'document.cookie = "a=1";',
])("reports %s", (text) => {
  expect(findCookieWriters(new Map([["app/a.ts", text]]))).toEqual(["app/a.ts"]);
});

test("an unknown cookie, or one that lives longer than declared, fails the test that got it", () => {
  requireKnown("__Host-join=x; Max-Age=900; Path=/");
  expect(() => requireKnown("__Host-other=x; Max-Age=900")).toThrow("cookies.ts");
  expect(() => requireKnown("__Host-join=x; Max-Age=901")).toThrow("901");
  expect(() => requireKnown("__Host-join=x; Path=/")).toThrow("browser");
});

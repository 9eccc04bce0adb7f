import { posix } from "node:path";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { expect, test } from "vitest";
import routes from "#app/routes.ts";
import { INTENTS, NOT_TRIED } from "#tests/support/intents.ts";
import { POLICIES } from "#worker/policies.ts";
import { findIntents } from "./intents.ts";
import { importsOf, isTest, readTree, type Tree } from "./sources.ts";

test("the walk over routes and roles tries every intent in the code of each page, and no other", () => {
  const app = new Map([...readTree(["app"])].filter(([path]) => !isTest(path)));
  const uses = new Map([...app].map(([path, text]) => [path, filesUsedBy(path, text)]));
  const found = Object.fromEntries(
    pagesIn(routes)
      .filter(([path]) => `POST ${path}` in POLICIES)
      .map(([path, file]) => [path, findIntents(codeBehind(`app/${file}`, app, uses))]),
  );
  const tried = Object.entries(INTENTS).map(([path, intents]) => [path, intents.toSorted()]);
  for (const page of Object.keys(found)) {
    found[page] = found[page]?.filter((intent) => !NOT_TRIED.includes(intent)) ?? [];
  }
  expect(Object.fromEntries(tried)).toEqual(found);
});

/** The path and the file of each page. */
function pagesIn(entries: RouteConfigEntry[], base = ""): Array<[path: string, file: string]> {
  return entries.flatMap(({ path, file, children }) => {
    const full = path === undefined ? base : `${base}/${path}`;
    return [[full || "/", file] as [string, string], ...pagesIn(children ?? [], full)];
  });
}

function filesUsedBy(path: string, text: string): string[] {
  return importsOf(path, text)
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ specifier }) =>
      specifier.startsWith("#") ? specifier.slice(1) : posix.join(posix.dirname(path), specifier),
    );
}

/** The module, and all that it uses of `app`. */
function codeBehind(path: string, app: Tree, uses: Map<string, string[]>): Tree {
  const found: Tree = new Map();
  const add = (file: string) => {
    const text = app.get(file);
    if (text === undefined || found.has(file)) return;
    found.set(file, text);
    for (const used of uses.get(file) ?? []) add(used);
  };
  add(path);
  return found;
}

test.each([
  `const A = z.object({ intent: z.literal("new"), id });`,
  `const A = z.object({ intent: z.enum(["new"]) });`,
  `const a = <button type="submit" name="intent" value="new">A</button>;`,
  `const a = <input value="new" type="hidden" name="intent" />;`,
  `switch (form.get("intent")) { case "new": return "old"; default: return "other"; }`,
])("finds the intent of %s", (text) => {
  expect(findIntents(new Map([["app/a.tsx", text]]))).toEqual(["new"]);
});

test("an intent that a component receives, or that a page reads, does not count as another", () => {
  const text = `const a = <><button name="intent" value={intent} /><input name="x" value="y" /></>;
    if (form.get("intent") === "z") go();`;
  expect(findIntents(new Map([["app/a.tsx", text]]))).toEqual([]);
});

import { expect, test } from "vitest";
import { INTENTS_ELSEWHERE, INTENTS_OF_SCHOOL, NOT_TRIED } from "#tests/support/intents.ts";
import { findIntents } from "./intents.ts";
import { isTest, readTree } from "./sources.ts";

test("the walk over routes and roles tries every intent that a form can send, and no other", () => {
  const app = [...readTree(["app"], /\.(server\.ts|tsx)$/)].filter(([path]) => !isTest(path));
  const known = new Set([...INTENTS_OF_SCHOOL, ...INTENTS_ELSEWHERE, ...NOT_TRIED]);
  expect(findIntents(new Map(app))).toEqual([...known].sort());
});

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

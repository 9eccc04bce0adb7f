import { expect, test } from "vitest";
import { codeOf, isTest, readTree } from "./sources.ts";

/** A sentence written where a refusal is made, instead of taken from `words` (decision 0004). */
const WRITTEN_HERE = /\bproblem\((?:[^()]|\([^()]*\))*?,\s*["'`][A-ZÀÉ][a-zà-ÿ’]/;

function findSentences(tree: Map<string, string>): string[] {
  return [...tree]
    .filter(([path, text]) => !isTest(path) && WRITTEN_HERE.test(codeOf(path, text)))
    .map(([path]) => path);
}

test("no refusal of the worker writes its own French: sentences are in words/", () => {
  expect(findSentences(new Map(readTree(["worker"])))).toEqual([]);
});

test("the rule sees a title beside a code, and lets a taken one through", () => {
  const see = (text: string) => findSentences(new Map([["worker/a.ts", text]]));
  expect(see('return problem(404, "NOT_FOUND", "Introuvable", words.text);')).toHaveLength(1);
  expect(
    see("return problem(\n  statusOf(fault),\n  code,\n  words.title,\n  `Rien du tout`,\n);"),
  ).toHaveLength(1);
  expect(see('return problem(404, "NOT_FOUND", problems.title, words.text);')).toEqual([]);
});

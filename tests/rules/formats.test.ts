import { expect, test } from "vitest";
import { codeOf, isTest, readTree } from "./sources.ts";

/** A format is its folder, its words and its lines in the registries: no other file may test for a format by name. */
const NAMES_A_FORMAT = /["'](?:siecle|fregata|sco-masa|sco-menj)["']/;
const MAY = [
  /^worker\/imports\/formats\//,
  /^words\/formats\//,
  // The directory gives the schools, and the demo creates two of them.
  /^worker\/(organizations|demo)\//,
  // Recognises every file that a school may send.
  /^worker\/school-files\/(known-csv|other-files)\.ts$/,
  /^words\/result-faults\.ts$/,
  // The help has a page for each program.
  /^words\/guide\.ts$/,
  /^app\/features\/imports\/use-upload\.ts$/,
];

function findFormatNames(tree: Map<string, string>): string[] {
  return [...tree]
    .filter(([path]) => !isTest(path) && !MAY.some((each) => each.test(path)))
    .filter(([path, text]) => NAMES_A_FORMAT.test(codeOf(path, text)))
    .map(([path]) => path);
}

test("no file of the product tests for a format by name, except the formats themselves", () => {
  expect(findFormatNames(new Map(readTree(["app", "words", "worker"])))).toEqual([]);
});

test("the rule finds a name of a format, and allows the registry", () => {
  const text = 'export const a = (kind: string) => kind === "siecle";';
  expect(findFormatNames(new Map([["worker/imports/a.ts", text]]))).toEqual([
    "worker/imports/a.ts",
  ]);
  expect(findFormatNames(new Map([["worker/imports/formats/formats.ts", text]]))).toEqual([]);
});

import { expect, test } from "vitest";
import { codeOf, isTest, readTree } from "./sources.ts";

/** A format is its folder, its words and its lines in the registries: no other file may ask which one it is. */
const NAMES_A_FORMAT = /["'](?:siecle|fregata|sco-masa|sco-menj)["']/;
const MAY = [
  /^worker\/imports\/formats\//,
  /^words\/formats\//,
  // The directory says which schools there are, and the demo makes two of them.
  /^worker\/(organizations|demo)\//,
  // Says what any file of a school is.
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

test("no file of the product asks which format it is, beside the formats themselves", () => {
  expect(findFormatNames(new Map(readTree(["app", "words", "worker"])))).toEqual([]);
});

test("the rule sees a name of a format, and lets the registry alone", () => {
  const text = 'export const a = (kind: string) => kind === "siecle";';
  expect(findFormatNames(new Map([["worker/imports/a.ts", text]]))).toEqual([
    "worker/imports/a.ts",
  ]);
  expect(findFormatNames(new Map([["worker/imports/formats/formats.ts", text]]))).toEqual([]);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findContractGaps } from "./api-docs.ts";

const DOCUMENT = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");

test("docs/api.md has every route of the API with who may call it, and no other", () => {
  expect(findContractGaps(DOCUMENT)).toEqual([]);
});

test.each([
  ["a route that is missing", "| `GET …/pupils` |", "| GET pupils |", "is not documented"],
  ["a person who may not call it", "imports` | administrator", "imports` | member", "is for admin"],
  ["a route that does not exist", "`GET …/pupils`", "`GET …/pupil`", "/pupil is unknown"],
  ["a page that does not exist", "`GET /compte`", "`GET /comptes`", "/comptes is unknown"],
  ["a route that is there twice", "| `GET …/journal`", "| `GET …/pupils`", "is documented twice"],
])("reports %s", (_, was, is, told) => {
  expect(DOCUMENT).toContain(was);
  expect(findContractGaps(DOCUMENT.replace(was, is)).join("\n")).toContain(told);
});

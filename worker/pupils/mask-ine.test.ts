import { expect, test } from "vitest";
import { maskIne } from "./mask-ine.ts";

test.each([
  ["123456789AB", "••••••••9AB"],
  ["12345", "•••••"],
  ["", ""],
])("%s is shown as %s", (ine, shown) => {
  expect(maskIne(ine)).toBe(shown);
});

import { expect, test } from "vitest";
import { isDoubtful } from "./uai-field.tsx";

test("a letter that does not match its number raises a doubt, except for the form's own example", () => {
  expect(isDoubtful("0801234B")).toBe(true);
  expect(isDoubtful("0808088X")).toBe(false);
});

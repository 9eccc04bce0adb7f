import { expect, test } from "vitest";
import { findRepeated } from "./run.ts";

test("an option that takes one value is not given twice", () => {
  const options = { env: { type: "string" }, resend: { type: "string", multiple: true } } as const;
  const find = (...args: string[]) => findRepeated({ args, options });
  expect(find("--env", "staging", "--env=production")).toBe("env");
  expect(find("--env", "staging", "--resend", "a", "--resend", "b")).toBeUndefined();
});

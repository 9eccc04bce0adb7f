import { expect, test } from "vitest";
import { createRecoveryCodes, readCode } from "./recovery-codes.ts";

test("ten codes, all different, each read back however it is typed", () => {
  const codes = createRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    const recovery = { kind: "recovery", code };
    expect(readCode(code)).toEqual(recovery);
    expect(readCode(` ${code.toUpperCase().replace("-", " – ")} `)).toEqual(recovery);
    expect(readCode(code.replace("-", ""))).toEqual(recovery);
  }
});

test("six digits are the authenticator's, with or without spaces; any other text is no code", () => {
  expect(readCode(" 123 456 ")).toEqual({ kind: "totp", code: "123456" });
  expect(readCode("１２３４５６")).toEqual({ kind: "totp", code: "123456" });
  for (const typed of ["", "12345", "1234567", "abcde-fghi!", "é".repeat(10), "1".repeat(9_999)]) {
    expect(readCode(typed)).toBeNull();
  }
});

import { expect, test } from "vitest";
import { drawControls, hadControl } from "./controls.ts";
import { showValue } from "./shown-value.ts";

test("control characters are drawn, blanks are not", () => {
  expect(drawControls("Za\u0007ra\u0000\u001b\u007f")).toBe("Za␇ra␀␛␡");
  expect(drawControls("a\tb\r\nc")).toBe("a\tb\r\nc");
  expect([hadControl("Za␇ra"), hadControl("␡"), hadControl("Zara\t")]).toEqual([true, true, false]);
});

test("a value is shown on one line, visible, in at most 80 characters", () => {
  expect(showValue("  Za\u0007ra \n É\u0081\u202e ")).toBe("Za␇ra É\ufffd\ufffd");
  expect(showValue("x".repeat(80))).toBe("x".repeat(80));
  expect(showValue("x".repeat(81))).toBe(`${"x".repeat(79)}…`);
  expect([...showValue("😀".repeat(5000))]).toHaveLength(80);
  expect(showValue(" ".repeat(1000))).toBe("");
});

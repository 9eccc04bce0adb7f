import { expect, test } from "vitest";
import { causeText } from "./log.ts";

test("the cause of a failure gives its class and its origin, never the values it quotes", () => {
  const origin = new Error('UNIQUE constraint failed: pupil.ine "123456789AB"\nat MOREAU');
  const told = causeText(new Error("Failed query: insert MOREAU", { cause: origin }));
  expect(told).toBe("Error: Failed query <- Error: UNIQUE constraint failed: pupil.ine …");
  expect(causeText("MOREAU")).toBe("string");
});

import { expect, test } from "vitest";
import { startOfParisDay } from "../platform/clock.ts";
import { dueAt, endOfYear, yearToWarn } from "./departure-years.ts";

test("a pupil who left in 2026-2027 may be erased from 1 August 2032, five years after that year ended", () => {
  expect(endOfYear("2026-2027")).toBe(startOfParisDay("2027-08-01"));
  expect(dueAt("2026-2027")).toBe(startOfParisDay("2032-08-01"));
});

test.each([
  ["2032-06-02", "2026-2027"],
  ["2032-06-01", "2025-2026"],
  ["2032-08-01", "2026-2027"],
  ["2033-05-01", "2026-2027"],
])("on %s the school is warned of %s", (day, year) => {
  expect(yearToWarn(startOfParisDay(day))).toBe(year);
});

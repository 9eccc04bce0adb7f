import { expect, test } from "vitest";
import { parisDate, schoolYearOf, startOfParisDay } from "./clock.ts";

test("the day is that of Paris, in winter and in summer", () => {
  expect(parisDate(Date.parse("2026-09-01T21:59:00Z"))).toBe("2026-09-01");
  expect(parisDate(Date.parse("2026-09-01T22:01:00Z"))).toBe("2026-09-02");
  expect(parisDate(Date.parse("2026-12-31T22:59:00Z"))).toBe("2026-12-31");
  expect(parisDate(Date.parse("2026-12-31T23:01:00Z"))).toBe("2027-01-01");
});

test("the school year turns on the first of August", () => {
  expect(schoolYearOf("2026-07-31")).toBe("2025-2026");
  expect(schoolYearOf("2026-08-01")).toBe("2026-2027");
  expect(schoolYearOf("2027-01-15")).toBe("2026-2027");
});

test.each([
  ["2026-01-15", "2026-01-14T23:00:00.000Z"],
  ["2026-07-15", "2026-07-14T22:00:00.000Z"],
  ["2026-03-29", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "2026-10-24T22:00:00.000Z"],
  ["2026-10-26", "2026-10-25T23:00:00.000Z"],
])("the day %s begins in Paris at %s", (day, moment) => {
  expect(new Date(startOfParisDay(day)).toISOString()).toBe(moment);
});

import { expect, test } from "vitest";
import { parisDate, schoolYearOf } from "./clock.ts";

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

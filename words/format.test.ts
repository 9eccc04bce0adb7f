import { expect, test } from "vitest";
import {
  count,
  formatDate,
  formatDuration,
  formatMoment,
  formatNumber,
  formatSize,
} from "./format.ts";

test("a date is written as in France, in Paris time", () => {
  expect(formatDate("2024-07-15")).toBe("15/07/2024");
  expect(formatDate("2024-07-14T22:30:00.000Z")).toBe("15/07/2024");
  expect(formatDate("2026-09-02T23:59:00")).toBe("02/09/2026");
  for (const text of ["", "3", "6A", "Paris"]) expect(formatDate(text)).toBe(text);
});

test("a moment is written with its hour, a local one unchanged", () => {
  expect(formatMoment("2024-07-15T07:05:00.000Z")).toBe("15/07/2024 à 09:05");
  expect(formatMoment("2026-09-02T08:15:00")).toBe("02/09/2026 à 08:15");
  expect(formatMoment("2026-09-02")).toBe("02/09/2026");
});

test("numbers take narrow no-break spaces, and the plural starts at two", () => {
  expect(formatNumber(100_000)).toBe("100\u202f000");
  expect(count(0, "élève", "élèves")).toBe("0 élève");
  expect(count(1, "élève", "élèves")).toBe("1 élève");
  expect(count(1486, "élève", "élèves")).toBe("1\u202f486 élèves");
});

test("durations and sizes stay readable at every scale", () => {
  expect(formatDuration(0)).toBe("0,1 s");
  expect(formatDuration(1149)).toBe("1,1 s");
  expect(formatDuration(42_400)).toBe("42 s");
  expect(formatDuration(180_000)).toBe("3 min");
  expect(formatSize(10)).toBe("1 ko");
  expect(formatSize(371 * 1024)).toBe("371 ko");
  expect(formatSize(8.5 * 1024 * 1024)).toBe("8,5 Mo");
});

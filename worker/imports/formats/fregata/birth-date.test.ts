import { expect, test } from "vitest";
import { readBirthDate } from "./birth-date.ts";

const TODAY = "2026-09-15";

test("the three supported date formats give the same day", () => {
  for (const date of ["20/01/2010", "20/01/10", "2010-01-20"]) {
    expect(readBirthDate(date, TODAY)).toBe("2010-01-20");
  }
});

test("a two-digit year is of this century, unless the date would be in the future", () => {
  expect(readBirthDate("15/09/26", TODAY)).toBe("2026-09-15");
  expect(readBirthDate("16/09/26", TODAY)).toBe("1926-09-16");
  expect(readBirthDate("01/01/00", TODAY)).toBe("2000-01-01");
  expect(readBirthDate("29/02/28", TODAY)).toBe("1928-02-29");
});

test("a day in the future or that does not exist is wrong", () => {
  expect(readBirthDate("15/09/2026", TODAY)).toBe("2026-09-15");
  for (const date of ["16/09/2026", "2026-09-16", "31/02/2000", "2000-02-31", "29/02/27"]) {
    expect(readBirthDate(date, TODAY), date).toBe("");
  }
});

test("any other date format is wrong", () => {
  const dates = ["123456", "2020/01/01", "1/9/2010", "20-01-2010", "20/01/010", "2010-1-20", "x"];
  for (const date of [...dates, "20/01/2010 00:00", "2010-01-20T00:00"]) {
    expect(readBirthDate(date, TODAY), date).toBe("");
  }
});

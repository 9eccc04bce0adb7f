import { expect, test } from "vitest";
import { aLine, csvOf, encode, readFile } from "#tests/support/fregata-text.ts";

test("workerd reads every encoding of Fregata, Macintosh included", () => {
  const csv = csvOf([aLine({ firstName: "Éçéà niño véga" })]);
  for (const encoding of ["utf-8", "windows-1252", "macintosh", "utf-16le", "utf-16be"]) {
    expect(readFile(encode(csv, encoding)), encoding).toMatchObject({
      faults: [],
      pupils: [{ errors: [], fields: { firstName: "Éçéà niño véga" } }],
    });
  }
});

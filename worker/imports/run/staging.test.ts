import { expect, test } from "vitest";
import { pupilFieldLabel } from "#words/labels.ts";
import { pupilDataFile } from "#words/pupil-data-file.ts";
import { fieldName } from "../../pupils/shown-value.ts";
import { PUPIL_COLUMNS } from "./staging.ts";

test("every column that a file fills has its name in words: in the lists of changes and in the data of a pupil", () => {
  const nameless = PUPIL_COLUMNS.filter((column) => {
    const field = fieldName(column);
    return pupilFieldLabel(field) === field || pupilDataFile.field(column) === column;
  });
  expect(nameless).toEqual([]);
});

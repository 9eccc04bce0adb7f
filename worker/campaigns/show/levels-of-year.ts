import { YEAR_LEVELS } from "../../pupils/level.ts";
import type { LevelOfYear } from "../view.ts";
import { HERE } from "./participants-sql.ts";

/** SQL, after the `WITH` of `HERE`: the levels of active pupils, SEGPA levels separately, as one JSON. */
export const LEVELS = `SELECT json_group_array(json_object('level', level, 'isSegpa', is_segpa, 'pupils', pupils,
    'divisions', divisions)) FROM (
  SELECT level, is_segpa, count(*) AS pupils, count(DISTINCT division) AS divisions
  FROM here WHERE is_active GROUP BY 1, 2)`;

/** SQL: the same in `levels`, by itself. */
export const LEVELS_OF_YEAR = `WITH ${HERE} SELECT (${LEVELS}) AS levels`;

const ORDER: readonly string[] = YEAR_LEVELS;

/** A level as `LEVELS` has it. */
export type CountedLevel = Omit<LevelOfYear, "isSegpa"> & { isSegpa: number };

/** In the order of schooling, each SEGPA level after its ordinary one. */
export function toLevels(counted: CountedLevel[]): LevelOfYear[] {
  return counted
    .map((row) => ({ ...row, isSegpa: row.isSegpa === 1 }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || Number(a.isSegpa) - Number(b.isSegpa),
    );
}

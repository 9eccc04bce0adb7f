import { pupilFieldLabel } from "#words/labels.ts";
import { levelWords } from "#words/pupil-list.ts";
import { pupilSheet } from "#words/pupils.ts";
import { readCommunes } from "../../pupils/communes.ts";
import { levelOf } from "../../pupils/level.ts";
import { namePlaces, type PlaceNames } from "../../pupils/place-names.ts";
import { placeCodes, shownValue } from "../../pupils/shown-value.ts";
import type { PupilChange } from "../view.ts";

/** One field that changed, in words; "" for what was, or is, empty. */
export type Difference = { label: string; before: string; after: string };

type Changed = Pick<PupilChange, "before" | "after">;
export type Shown<One extends Changed> = Omit<One, "before" | "after"> & {
  differences: Difference[];
};

/** Changes as people read them, on a page or in a file: communes, countries and levels by their names. */
export async function showChanges<One extends Changed>(
  env: Pick<Env, "ASSETS">,
  changes: One[],
): Promise<Shown<One>[]> {
  const codes = changes.flatMap(({ before, after }) => [before, after].flatMap(placeCodes));
  const names = namePlaces(codes.length > 0 ? await readCommunes(env) : "", codes);
  return changes.map(({ before = {}, after = {}, ...change }) => ({
    ...change,
    differences: Object.entries(after).map(([field, value]) =>
      describe(field, before[field] ?? "", value, names),
    ),
  }));
}

function describe(field: string, before: string, after: string, names: PlaceNames): Difference {
  if (field === "mef" && before && after && levelOf(before) !== levelOf(after)) {
    return { label: pupilSheet.fields.level, before: levelName(before), after: levelName(after) };
  }
  return {
    label: pupilFieldLabel(field),
    before: shownValue(field, before, names),
    after: shownValue(field, after, names),
  };
}

/** The code too where the level says little. */
function levelName(mef: string): string {
  const level = levelOf(mef);
  return level === "Autre" ? levelWords(level, mef) : level;
}

import { LEVEL_NAMES, levelOfResult } from "../framework.ts";
import type { Result } from "../result.ts";

/** Equal results of one class, or of one year: each pupil's counted once. */
export type ResultGroup = Pick<Result, "status" | "level" | "score" | "version"> & {
  year: string;
  /** Empty when the group is of the whole school. */
  division: string;
  results: number;
};

/** The eight levels, then validated results without a level (before v3, or below 64 pix), then the others. */
export const LEVEL_PARTS = [
  ...(["l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8"] as const),
  ...(["plain", "out"] as const),
] as const;
export type LevelPart = (typeof LEVEL_PARTS)[number];

export type LevelFigures = {
  results: number;
  validated: number;
  parts: Record<LevelPart, number>;
  /** The median of the validated scores and the middle half around it, in pix; null below `FEWEST_SCORES`. */
  score: { median: number; low: number; high: number } | null;
};

/** With fewer scores, a median says more about a pupil than about a class. */
export const FEWEST_SCORES = 5;

/** The figures of some groups together. Scores of the former scale (v2) have no place beside those of today. */
export function figuresOf(groups: ResultGroup[]): LevelFigures {
  const parts: LevelFigures["parts"] = {
    ...{ l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, l6: 0, l7: 0, l8: 0 },
    ...{ plain: 0, out: 0 },
  };
  for (const group of groups) parts[partOf(group)] += group.results;
  const results = groups.reduce((sum, group) => sum + group.results, 0);
  return { results, validated: results - parts.out, parts, score: scoreOf(groups) };
}

function partOf(group: ResultGroup): LevelPart {
  if (group.status !== "validated") return "out";
  const place = LEVEL_NAMES.indexOf(levelOfResult(group));
  return LEVEL_PARTS[place] ?? "plain";
}

function scoreOf(groups: ResultGroup[]): LevelFigures["score"] {
  const scores = groups
    .filter(({ status, version }) => status === "validated" && version === "v3")
    .flatMap(({ score, results }) =>
      score === null ? [] : Array.from({ length: results }, () => score),
    )
    .sort((a, b) => a - b);
  if (scores.length < FEWEST_SCORES) return null;
  return {
    median: quantile(scores, 0.5),
    low: quantile(scores, 0.25),
    high: quantile(scores, 0.75),
  };
}

/** Between two scores, in proportion; rounded to a whole pix. */
function quantile(sorted: number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return Math.round(below + (above - below) * (place - Math.floor(place)));
}

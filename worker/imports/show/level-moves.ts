import { LEVELS, type Level, levelOfFormation } from "../../pupils/level.ts";
import type { LevelMove } from "../view.ts";

/** How many pupils go from one programme to another; null: not active before, or after. */
export type Flow = { before: string | null; after: string | null; pupils: number };

/** The same by level, in the order of the levels, without those that nobody was or is in. */
export function levelMoves(counted: Flow[]): LevelMove[] {
  const flows = counted.map(({ before, after, pupils }) => ({
    from: before === null ? null : levelOfFormation(before),
    to: after === null ? null : levelOfFormation(after),
    pupils,
  }));
  return LEVELS.map((level) => moveOf(level, flows)).filter(
    ({ before, after }) => before + after > 0,
  );
}

function moveOf(
  level: Level,
  flows: Array<{ from: Level | null; to: Level | null; pupils: number }>,
): LevelMove {
  const move = { stays: 0, movesOut: 0, movesIn: 0, leaves: 0, arrives: 0 };
  for (const { from, to, pupils } of flows) {
    if (from === level && to === level) move.stays += pupils;
    else if (from === level) move[to === null ? "leaves" : "movesOut"] += pupils;
    else if (to === level) move[from === null ? "arrives" : "movesIn"] += pupils;
  }
  const { stays, movesOut, movesIn, leaves, arrives } = move;
  return { level, before: stays + movesOut + leaves, after: stays + movesIn + arrives, ...move };
}

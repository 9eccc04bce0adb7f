import { formatNumber } from "#words/format.ts";
import { waiting } from "#words/import-waiting.ts";
import { doneLevels } from "#words/level-moves.ts";
import type { LevelMove } from "#worker/imports/view.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { StackBar } from "../../ui/stack-bar.tsx";

const words = waiting.levels;

type Part = "stays" | "moves" | "leaves" | "arrives";
type PartOfLevel = { part: Part; value: number };

/**
 * Active pupils of each level before and after an import, split by outcome: totals alone would hide a wrong year.
 * Numbers stand beside each bar, and all of them in the table below.
 */
export function LevelPicture({ levels, done = false }: { levels: LevelMove[]; done?: boolean }) {
  const said = done ? doneLevels : words;
  const most = Math.max(...levels.flatMap(({ before, after }) => [before, after]), 1);
  const sum = (pick: (move: LevelMove) => number) =>
    levels.reduce((total, move) => total + pick(move), 0);
  return (
    <>
      <h3 className="levels-title">{said.title}</h3>
      <ul className="levels-legend" aria-hidden="true">
        {(["stays", "moves", "leaves", "arrives"] as const).map((part) => (
          <li key={part}>
            <StackBar className="level-bar" segments={[{ part, value: 1 }]} most={1} />
            {words[part]}
          </li>
        ))}
      </ul>
      <div className="levels" role="img" aria-label={words.picture}>
        {levels.map((move) => (
          <div key={move.level} className="level">
            <b className="level-name">{move.level}</b>
            <Line
              name={said.before}
              total={move.before}
              segments={[
                { part: "stays", value: move.stays },
                { part: "moves", value: move.movesOut },
                { part: "leaves", value: move.leaves },
              ]}
              most={most}
            />
            <Line
              name={said.after}
              total={move.after}
              segments={[
                { part: "stays", value: move.stays },
                { part: "moves", value: move.movesIn },
                { part: "arrives", value: move.arrives },
              ]}
              most={most}
            />
          </div>
        ))}
      </div>
      {sum(({ before }) => before) > 0 && (
        <p className="levels-reading">
          {said.reading(
            sum(({ stays }) => stays),
            sum(({ before }) => before),
          )}
        </p>
      )}
      <details className="levels-figures">
        <summary>{words.figures}</summary>
        <DataTable
          caption={said.title}
          columns={COLUMNS}
          rows={levels}
          rowKey={({ level }) => level}
        />
      </details>
    </>
  );
}

function Line(props: { name: string; total: number; segments: PartOfLevel[]; most: number }) {
  return (
    <div className="level-line">
      <span className="level-when">{props.name}</span>
      <StackBar className="level-bar" numbered="wide" segments={props.segments} most={props.most} />
      <b>{formatNumber(props.total)}</b>
    </div>
  );
}

const FIGURES = [
  "before",
  "stays",
  "movesOut",
  "leaves",
  "movesIn",
  "arrives",
  "after",
] as const satisfies Array<keyof LevelMove>;

const COLUMNS: Array<Column<LevelMove>> = [
  { key: "level", label: words.columns.level, heads: true, cell: ({ level }) => level },
  ...FIGURES.map((key) => ({
    key,
    label: words.columns[key],
    cell: (move: LevelMove) => formatNumber(move[key]),
  })),
];

import type { ReactNode } from "react";
import { levels as words } from "#words/certifications-page.ts";
import { formatNumber } from "#words/format.ts";
import type { LevelFigures } from "#worker/certifications/show/level-figures.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Table2 } from "../../ui/icons.tsx";
import { LevelBar, LevelKey, partsOf, type ShownPart } from "./level-bar.tsx";
import { ScoreStrip } from "./score-strip.tsx";

export type PicturedRow = {
  key: string;
  head: ReactNode;
  name: string;
  /** What stands beside the name: how many results, of how many pupils. */
  counts: ReactNode;
  figures: LevelFigures;
  missing: number;
  /** Null where the school does not hold the pupils. */
  pupils: number | null;
  /** The line of all the others together. */
  whole?: boolean;
};

export type TableWords = {
  head: string;
  caption: string;
  figuresCaption: string;
};

/** The levels of some classes or years as bars, with their key, and the same numbers as a table. Never a ranking. */
export function LevelTable({ rows, words: said }: { rows: PicturedRow[]; words: TableWords }) {
  const shown = partsOfAny(rows);
  return (
    <>
      <LevelKey parts={shown} />
      <table className="pic">
        <caption className="hidden-visually">{said.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{said.head}</th>
            <th scope="col">{words.columns.results}</th>
            <th scope="col">{words.columns.levels}</th>
            <th scope="col">{words.columns.median}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.whole ? "sum" : undefined}>
              <th scope="row">{row.head}</th>
              <td className="cover">{row.counts}</td>
              <td className="levels-cell">
                <LevelBar figures={row.figures} missing={row.missing} />
              </td>
              <td className="score">
                <ScoreStrip score={row.figures.score} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className="figures">
        <summary>
          <Table2 size={18} aria-hidden="true" />
          {words.figures}
        </summary>
        <DataTable
          caption={said.figuresCaption}
          columns={figureColumns(said.head, shown, rows)}
          rows={rows}
          rowKey={({ key }) => key}
        />
      </details>
    </>
  );
}

/** The parts that the bars show, lowest level first. */
function partsOfAny(rows: PicturedRow[]): ShownPart[] {
  const all = rows.map(({ figures, missing }) => partsOf(figures, missing));
  const [first = []] = all;
  return first
    .map(({ part }) => part)
    .filter((part) => all.some((parts) => parts.some((one) => one.part === part && one.value > 0)));
}

function figureColumns(head: string, shown: ShownPart[], rows: PicturedRow[]) {
  const number = (key: string, label: string, of: (row: PicturedRow) => number | null) => ({
    key,
    label,
    cell: (row: PicturedRow) => {
      const value = of(row);
      return value === null ? words.none : formatNumber(value);
    },
  });
  const columns: Array<Column<PicturedRow>> = [
    { key: "name", label: head, heads: true, cell: ({ name }) => name },
    ...(rows.some(({ pupils }) => pupils !== null)
      ? [number("pupils", words.columns.pupils, ({ pupils }) => pupils)]
      : []),
    number("results", words.columns.results, ({ figures }) => figures.results),
    ...shown.map((part) =>
      number(part, words.parts[part], ({ figures, missing }) =>
        part === "gap" ? missing : figures.parts[part],
      ),
    ),
    number("median", words.columns.median, ({ figures }) => figures.score?.median ?? null),
  ];
  return columns;
}

import { formatNumber } from "#words/format.ts";
import { figures as words } from "#words/rights.ts";
import type { ClassFigures } from "#worker/rights/read-departures.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";

const { columns } = words;
const COLUMNS: Array<Column<ClassFigures>> = [
  { key: "year", label: columns.year, heads: true, cell: ({ schoolYear }) => schoolYear },
  { key: "division", label: columns.division, cell: ({ division }) => division || words.unknown },
  { key: "type", label: columns.type, cell: ({ type }) => type || words.unknown },
  { key: "results", label: columns.results, cell: ({ results }) => formatNumber(results) },
  { key: "validated", label: columns.validated, cell: ({ validated }) => formatNumber(validated) },
  {
    key: "mean",
    label: columns.mean,
    cell: ({ mean }) => (mean === null ? words.tooFew : formatNumber(mean)),
  },
];

/** The figures kept for years whose pupils were erased. Draws nothing when there are none. */
export function FigureTable({ figures }: { figures: ClassFigures[] }) {
  if (figures.length === 0) return null;
  return (
    <section className="card" aria-labelledby="annees-effacees">
      <h2 id="annees-effacees">{words.title}</h2>
      <p>{words.text}</p>
      <DataTable
        caption={words.caption}
        columns={COLUMNS}
        rows={figures}
        rowKey={({ schoolYear, division, type }) => `${schoolYear} ${division} ${type}`}
      />
    </section>
  );
}

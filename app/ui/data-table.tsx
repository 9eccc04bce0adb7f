import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { tables } from "#words/pages.ts";
import { ArrowDown, ArrowUp, ArrowUpDown } from "./icons.tsx";
import { Link } from "./link.tsx";

export type Column<Row> = {
  key: string;
  label: string;
  /** The first cell that names the row is its header. */
  heads?: boolean;
  sortable?: boolean;
  /** Never cut in two lines: a number with its unit, a day, a level. */
  whole?: boolean;
  /** What a person does with the row: of no use on paper. */
  screenOnly?: boolean;
  cell: (row: Row) => ReactNode;
};

/**
 * A table with its caption. Sorting is a link that keeps the filters of the URL: it works without
 * JavaScript. `sort` is `key` or `-key`, as in the URL.
 */
export function DataTable<Row>(props: {
  caption: string;
  columns: Array<Column<Row>>;
  rows: Row[];
  rowKey: (row: Row, place: number) => string;
  sort?: string;
  /** Rows of two lines on a phone: see `people` in the styles. */
  className?: string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls sideways must be reachable
    <section className="table-frame" aria-label={props.caption} tabIndex={0}>
      <table className={props.className}>
        <caption className="hidden-visually">{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) =>
              column.sortable ? (
                <SortLink key={column.key} column={column} sort={props.sort} />
              ) : (
                <th key={column.key} scope="col" className={classOf(column)}>
                  {column.label}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, place) => (
            <tr key={props.rowKey(row, place)}>
              {props.columns.map((column) =>
                column.heads ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} data-label={column.label} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function classOf<Row>({ whole, screenOnly }: Column<Row>): string | undefined {
  return [whole && "whole", screenOnly && "no-print"].filter(Boolean).join(" ") || undefined;
}

function SortLink<Row>({ column, sort }: { column: Column<Row>; sort: string | undefined }) {
  const [query] = useSearchParams();
  const order =
    sort === column.key ? "ascending" : sort === `-${column.key}` ? "descending" : undefined;
  const next = new URLSearchParams(query);
  next.set("sort", order === "ascending" ? `-${column.key}` : column.key);
  next.delete("page");
  const Arrow = order === undefined ? ArrowUpDown : order === "descending" ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={order}>
      <Link to={`?${next}`} preventScrollReset>
        {column.label}
        <Arrow size={16} aria-hidden="true" />
        {order && <span className="hidden-visually"> ({tables.sorted[order]})</span>}
      </Link>
    </th>
  );
}

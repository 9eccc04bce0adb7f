import { lists as words } from "#words/imports.ts";
import { leavingLabel, skipReasonHelp } from "#words/labels.ts";
import type { Difference, Shown } from "#worker/imports/show/show-changes.ts";
import type { PupilChange, SkippedPupil } from "#worker/imports/view.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";

const pupil = { key: "pupil", label: words.columns.pupil, heads: true };
const division = { key: "division", label: words.columns.division };

type ShownChange = Shown<PupilChange>;
type Row = ShownChange & { link?: string | undefined };

const CHANGE_COLUMNS: Array<Column<Row>> = [
  {
    ...pupil,
    cell: (change) => (change.link ? <Link to={change.link}>{change.pupil}</Link> : change.pupil),
  },
  { ...division, cell: (change) => change.division },
];

const DIFFERENCE_COLUMNS: Array<Column<Row>> = [
  ...CHANGE_COLUMNS,
  { key: "after", label: words.columns.change, cell: (change) => <Differences {...change} /> },
];

const LEAVING_COLUMNS: Array<Column<Row>> = [
  ...CHANGE_COLUMNS,
  { key: "reason", label: words.columns.why, cell: (change) => leavingLabel(change) || "–" },
];

const SKIP_COLUMNS: Array<Column<SkippedPupil>> = [
  { ...pupil, cell: (skipped) => skipped.pupil || words.noName },
  { ...division, cell: (skipped) => skipped.division ?? "–" },
  { key: "ine", label: words.columns.ine, cell: (skipped) => skipped.ine ?? "–" },
  { key: "line", label: words.columns.line, cell: (skipped) => skipped.line ?? "–" },
  {
    key: "reason",
    label: words.columns.reason,
    cell: (skipped) => (
      <>
        <strong>{leavingLabel(skipped)}</strong>
        <br />
        <span className="muted">{skipReasonHelp(skipped.reason)}</span>
      </>
    ),
  },
];

/** The rows of these lists never change order: two pupils may share all the values shown. */
function byPlace(_row: unknown, place: number): string {
  return String(place);
}

/** Pupils an import added, changed, reactivated or deactivated; `links`: the sheets of those who are in the base. */
export function ChangeTable(props: { caption: string; changes: ShownChange[]; links?: string[] }) {
  const { caption, changes, links = [] } = props;
  const rows = changes.map((change, place): Row => ({ ...change, link: links[place] }));
  const columns = columnsOf(changes);
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={byPlace} />;
}

function columnsOf(changes: ShownChange[]) {
  if (changes.some(({ differences }) => differences.length > 0)) return DIFFERENCE_COLUMNS;
  return changes.some(({ reason }) => reason) ? LEAVING_COLUMNS : CHANGE_COLUMNS;
}

/** The skipped pupils of the file, each with the reason and what to do. */
export function SkippedTable(props: { caption: string; skipped: SkippedPupil[] }) {
  const { caption, skipped } = props;
  return <DataTable caption={caption} columns={SKIP_COLUMNS} rows={skipped} rowKey={byPlace} />;
}

/** Each field that differs, before and after. */
export function Differences({ differences }: { differences: Difference[] }) {
  return (
    <ul className="differences">
      {differences.map(({ label, before, after }) => (
        <li key={label}>
          {words.change(label)}
          <del>{before || words.nothing}</del> <span aria-hidden="true">→</span>
          <span className="hidden-visually"> {words.becomes} </span>{" "}
          <ins>{after || words.nothing}</ins>
        </li>
      ))}
    </ul>
  );
}

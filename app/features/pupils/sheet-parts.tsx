import { formatDate } from "#words/format.ts";
import { keptResult } from "#words/kept-result.ts";
import { leavingLabel } from "#words/labels.ts";
import { pupilSheet as words } from "#words/pupils.ts";
import { resultScore, resultStatuses } from "#words/result-words.ts";
import type { PupilResult } from "#worker/certifications/show/read-pupil-results.ts";
import type { PastChange } from "#worker/imports/show/read-history.ts";
import type { Shown } from "#worker/imports/show/show-changes.ts";
import type { PupilSheet } from "#worker/pupils/read-pupil.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";
import { Differences } from "../imports/change-table.tsx";

type Year = PupilSheet["classes"][number];
const YEARS: Array<Column<Year>> = [
  { key: "year", label: words.year, heads: true, cell: ({ schoolYear }) => schoolYear },
  {
    key: "division",
    label: words.fields.division,
    cell: ({ division }) => division || words.unknown,
  },
  { key: "level", label: words.fields.level, cell: ({ level }) => level },
];

/** The class of each school year. */
export function ClassesByYear({ classes }: { classes: Year[] }) {
  if (classes.length === 0) return <p>{words.noClass}</p>;
  return (
    <DataTable
      caption={words.classesCaption}
      columns={YEARS}
      rows={classes}
      rowKey={({ schoolYear }) => schoolYear}
    />
  );
}

const resultColumns = (uai: string): Array<Column<PupilResult>> => [
  {
    key: "takenOn",
    label: words.resultColumns.takenOn,
    heads: true,
    cell: ({ takenOn }) => formatDate(takenOn),
  },
  { key: "year", label: words.year, cell: ({ schoolYear }) => schoolYear },
  {
    key: "division",
    label: words.fields.division,
    cell: ({ division }) => division || words.unknown,
  },
  {
    key: "type",
    label: words.resultColumns.type,
    cell: ({ type, level }) => [type, level].filter(Boolean).join(", ") || words.unknown,
  },
  {
    key: "status",
    label: words.resultColumns.status,
    cell: ({ status }) => resultStatuses[status],
  },
  {
    key: "score",
    label: words.resultColumns.score,
    cell: resultScore,
  },
  {
    key: "change",
    label: keptResult.actions,
    screenOnly: true,
    cell: ({ number }) => (
      <Link to={paths.keptResult(uai, number)}>
        {keptResult.change}
        <span className="hidden-visually">{keptResult.changeNumbered(number)}</span>
      </Link>
    ),
  },
];

/** The certification results of this pupil, each with a link to the page that changes it. */
export function Results({ uai, results }: { uai: string; results: PupilResult[] }) {
  if (results.length === 0) return <p>{words.noResult}</p>;
  return (
    <DataTable
      caption={words.resultsCaption}
      columns={resultColumns(uai)}
      rows={results}
      rowKey={({ id }) => id}
    />
  );
}

/** What each import did, newest first; administrators can open the import. */
export function PastChanges(props: {
  changes: Shown<PastChange>[];
  uai: string;
  isAdmin: boolean;
}) {
  if (props.changes.length === 0) return <p>{words.noHistory}</p>;
  return (
    <ol className="timeline">
      {props.changes.map((change) => (
        <li key={`${change.importId} ${change.kind}`}>
          <h3>
            {words.kind(words.kinds[change.kind], leavingLabel(change))}{" "}
            {change.undone && <span className="tag warn">{words.undone}</span>}
          </h3>
          <p className="muted">{words.by(change.at, change.by)}</p>
          {change.kind === "changed" && <Differences {...change} />}
          {props.isAdmin && <ImportLink {...change} uai={props.uai} />}
        </li>
      ))}
    </ol>
  );
}

const LISTS = {
  added: "ajoutes",
  changed: "modifies",
  reactivated: "reactives",
  deactivated: "desactives",
} as const;

function ImportLink({ uai, importId, kind, at }: PastChange & { uai: string }) {
  return (
    <Link to={paths.importList(uai, importId, LISTS[kind])}>
      {words.seeImport}
      <span className="hidden-visually"> {formatDate(at)}</span>
    </Link>
  );
}

import { participantStates } from "#words/campaigns.ts";
import { classWords as words } from "#words/campaigns-page.ts";
import { formatDate, formatNumber } from "#words/format.ts";
import type { Participant } from "#worker/campaigns/view.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";

/** The pupils of one class and the progress of each; only administrators see results. */
export function PupilStates(props: {
  uai: string;
  caption: string;
  participants: Participant[];
  withResults: boolean;
}) {
  const columns: Array<Column<Participant>> = [
    {
      key: "pupil",
      label: words.columns.pupil,
      heads: true,
      cell: ({ pupil, pupilId }) => <Link to={paths.pupil(props.uai, pupilId)}>{pupil}</Link>,
    },
    { key: "state", label: words.columns.state, cell: ({ state }) => participantStates[state] },
    {
      key: "at",
      label: words.columns.at,
      cell: ({ at }) => (at === null ? "" : formatDate(at)),
    },
    ...(props.withResults ? RESULTS : []),
  ];
  return (
    <DataTable
      caption={props.caption}
      columns={columns}
      rows={props.participants}
      rowKey={({ pupilId }) => pupilId}
    />
  );
}

const RESULTS: Array<Column<Participant>> = [
  {
    key: "mastery",
    label: words.columns.mastery,
    cell: ({ mastery }) => (typeof mastery === "number" ? words.percent(mastery) : ""),
  },
  {
    key: "pix",
    label: words.columns.pix,
    cell: ({ pix }) => (typeof pix === "number" ? formatNumber(pix) : ""),
  },
];

import { campaignPages, onePage as words } from "#words/campaigns-page.ts";
import { formatNumber } from "#words/format.ts";
import type { CampaignDivision } from "#worker/campaigns/view.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { CircleDashed } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { ProgressBar } from "./progress.tsx";

const NUMBERS = ["received", "finished", "begun", "notBegun", "expected"] as const;

/** The classes of a campaign in their order: a bar and numbers, each linked to its list. */
export function DivisionTable(props: { uai: string; id: string; divisions: CampaignDivision[] }) {
  const { uai, id, divisions } = props;
  if (divisions.length === 0) return <p>{words.noClass}</p>;
  const columns: Array<Column<CampaignDivision>> = [
    {
      key: "division",
      label: words.division,
      heads: true,
      cell: ({ division }) => <Link to={paths.campaignClass(uai, id, division)}>{division}</Link>,
    },
    {
      key: "progress",
      label: words.progress,
      cell: (one) =>
        one.notBegun === one.expected ? (
          <b className="camp-none">
            <CircleDashed size={18} aria-hidden="true" /> {words.idle}
          </b>
        ) : (
          <ProgressBar counts={one} />
        ),
    },
    ...NUMBERS.map((key) => ({
      key,
      label: campaignPages.columns[key],
      cell: (one: CampaignDivision) => formatNumber(one[key]),
    })),
  ];
  return (
    <div className="camp-classes">
      <DataTable
        caption={words.classCaption}
        columns={columns}
        rows={divisions}
        rowKey={({ division }) => division}
      />
    </div>
  );
}

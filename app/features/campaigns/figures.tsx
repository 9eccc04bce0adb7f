import { campaignPages as words } from "#words/campaigns-page.ts";
import { formatNumber } from "#words/format.ts";
import type { FollowedCampaign } from "#worker/campaigns/view.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";

const NUMBERS = ["expected", "received", "finished", "begun", "notBegun", "left"] as const;

const COLUMNS: Array<Column<FollowedCampaign>> = [
  { key: "name", label: words.columns.campaign, heads: true, cell: ({ name }) => name },
  ...NUMBERS.map((key) => ({
    key,
    label: words.columns[key],
    cell: (campaign: FollowedCampaign) => formatNumber(campaign[key]),
  })),
];

/** The numbers of the bars, as a table. */
export function Figures({ campaigns }: { campaigns: FollowedCampaign[] }) {
  return (
    <details className="card camp-figures">
      <summary>{words.figures}</summary>
      <DataTable
        caption={words.caption}
        columns={COLUMNS}
        rows={campaigns}
        rowKey={({ id }) => id}
      />
    </details>
  );
}

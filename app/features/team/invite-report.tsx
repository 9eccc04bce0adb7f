import { inviting as words } from "#words/team.ts";
import { paths } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";
import { Notice } from "../../ui/notice.tsx";

export type ReportLine = { email: string; result: keyof typeof words.report.results };

/** What happened to each address of the form just sent. */
export function InviteReport({ uai, report }: { uai: string; report: ReportLine[] }) {
  const sent = report.filter(({ result }) => result === "SENT" || result === "RESENT").length;
  return (
    <section className="card" aria-labelledby="resultat-titre">
      <h2 id="resultat-titre">{words.report.title}</h2>
      <Notice focused>
        <p>
          {sent > 0 ? words.report.sent(sent) : words.report.none}.{" "}
          <Link to={paths.invitations(uai)}>{words.report.toInvitations}</Link>
        </p>
      </Notice>
      <DataTable
        caption={words.report.caption}
        columns={[
          {
            key: "email",
            label: words.report.columns.email,
            heads: true,
            cell: ({ email }: ReportLine) => email,
          },
          {
            key: "result",
            label: words.report.columns.result,
            cell: ({ result }: ReportLine) => words.report.results[result],
          },
        ]}
        rows={report}
        rowKey={({ email }) => email}
      />
    </section>
  );
}

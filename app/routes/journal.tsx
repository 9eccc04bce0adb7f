import { useLocation } from "react-router";
import { formatMoment } from "#words/format.ts";
import { journalWords as words } from "#words/journal.ts";
import { listJournal, parseJournalFilters } from "#worker/journal/list-journal.ts";
import { readPageNumber } from "#worker/platform/page-number.ts";
import { requireMember } from "../context.ts";
import { hasFilters, JournalFilters } from "../features/journal/journal-filters.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { paths } from "../paths.ts";
import { ButtonLink, DownloadLink } from "../ui/button.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Download } from "../ui/icons.tsx";
import { Pagination } from "../ui/pagination.tsx";
import type { Route } from "./+types/journal.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const query = new URL(request.url).searchParams;
  const filters = parseJournalFilters(query);
  const page = readPageNumber(query.get("page"));
  const found = await listJournal(env, { organizationId: organization.id, ...filters, page });
  return { ...found, filters, uai: organization.uai };
}

type Line = Route.ComponentProps["loaderData"]["lines"][number];

const COLUMNS: Array<Column<Line>> = [
  {
    key: "at",
    label: words.columns.at,
    heads: true,
    cell: ({ at }) => <time dateTime={at}>{formatMoment(at)}</time>,
  },
  { key: "what", label: words.columns.what, cell: ({ sentence }) => sentence },
  { key: "kind", label: words.columns.kind, cell: ({ kind }) => words.kinds[kind] },
];

export default function Journal({ loaderData }: Route.ComponentProps) {
  const { uai, filters, lines, people, total, page, pageSize } = loaderData;
  const { search } = useLocation();
  const filtered = hasFilters(filters);
  const wanted = new URLSearchParams(search);
  wanted.delete("page");
  return (
    <>
      <PageHead title={words.title}>
        {total > 0 && (
          <DownloadLink href={paths.api.journalCsv(uai, wanted)} icon={Download} quiet>
            {words.csv}
          </DownloadLink>
        )}
      </PageHead>
      <p className="muted">{words.intro}</p>
      <section className="card journal">
        {total === 0 && !filtered ? (
          <EmptyState title={words.emptyTitle}>
            <p>{words.empty}</p>
          </EmptyState>
        ) : (
          <>
            <JournalFilters filters={filters} people={people} />
            <p role="status" className="found">
              {words.found(total, filtered)}
            </p>
            {lines.length === 0 ? (
              <EmptyState title={words.noneTitle}>
                <p>{words.none}</p>
                <ButtonLink to="." quiet>
                  {filtered ? words.clear : words.firstPage}
                </ButtonLink>
              </EmptyState>
            ) : (
              <DataTable
                caption={words.caption}
                columns={COLUMNS}
                rows={lines}
                rowKey={(_, place) => String(place)}
              />
            )}
            <Pagination page={page} pageSize={pageSize} total={lines.length > 0 ? total : 0} />
          </>
        )}
      </section>
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

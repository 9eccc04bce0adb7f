import { classLists } from "#words/pupil-list.ts";
import { pupils as words } from "#words/pupils.ts";
import { pupilRights } from "#words/rights.ts";
import { markLeaversSeen } from "#worker/imports/decide/leavers.ts";
import { listPupils } from "#worker/pupils/list-pupils.ts";
import { parsePupilQuery } from "#worker/pupils/list-statements.ts";
import { requireMember } from "../context.ts";
import { Filters, hasFilters } from "../features/pupils/filters.tsx";
import { PupilTable } from "../features/pupils/pupil-table.tsx";
import { useKeptFilters } from "../features/pupils/use-kept-filters.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { StartOfYearBanner } from "../features/shell/start-of-year-banner.tsx";
import { paths } from "../paths.ts";
import { ButtonLink, DownloadLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Download, Printer, Upload } from "../ui/icons.tsx";
import { Notice } from "../ui/notice.tsx";
import { Pagination } from "../ui/pagination.tsx";
import type { Route } from "./+types/eleves.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization, role } = await requireMember(context);
  const params = new URL(request.url).searchParams;
  const { page, ...filters } = parsePupilQuery(params);
  const list = await listPupils(env, { organizationId: organization.id, ...filters, page });
  if (filters.includeDeactivated) {
    await markLeaversSeen(env, { organizationId: organization.id, importId: null });
  }
  params.delete("page");
  const erased = params.get("fait") === "efface";
  params.delete("fait");
  const csv = paths.api.pupilsCsv(organization.uai, params);
  return { ...list, filters, csv, uai: organization.uai, isAdmin: role === "admin", erased };
}

export default function Pupils({ loaderData }: Route.ComponentProps) {
  const { uai, isAdmin, filters, total, divisions, levels, csv } = loaderData;
  const filtered = hasFilters(filters);
  useKeptFilters(uai);
  const none = total === 0 && !filtered;
  return (
    <>
      <PageHead title={words.title}>
        {isAdmin && !none && (
          <ButtonLink to={paths.importPupils(uai)} icon={Upload}>
            {words.import}
          </ButtonLink>
        )}
      </PageHead>
      {loaderData.erased && (
        <Notice focused>
          <p>{pupilRights.done}</p>
        </Notice>
      )}
      <StartOfYearBanner uai={uai} isAdmin={isAdmin} />
      <section className="card">
        {none ? (
          <NoPupil uai={uai} isAdmin={isAdmin} />
        ) : (
          <>
            <Filters filters={filters} divisions={divisions} levels={levels} />
            <div className="card-head">
              <p role="status" className="found">
                {words.found(total, filtered)}
              </p>
              {total > 0 && (
                <span className="actions list-tools">
                  <ButtonLink to={paths.classLists(uai, filters.divisions)} icon={Printer} quiet>
                    <span>{classLists.open}</span>
                  </ButtonLink>
                  <DownloadLink href={csv} icon={Download} quiet>
                    <span>{words.csv}</span>
                  </DownloadLink>
                </span>
              )}
            </div>
            <Listed {...loaderData} />
          </>
        )}
      </section>
    </>
  );
}

function Listed({
  uai,
  pupils,
  filters,
  total,
  page,
  pageSize,
}: Route.ComponentProps["loaderData"]) {
  if (total === 0) {
    return (
      <EmptyState title={words.noneTitle} drawing="search">
        <p>{words.none}</p>
        <ButtonLink to="." quiet>
          {words.clear}
        </ButtonLink>
      </EmptyState>
    );
  }
  if (pupils.length === 0) {
    return (
      <EmptyState title={words.beyondTitle} drawing="search">
        <p>{words.beyond}</p>
        <ButtonLink to="." quiet>
          {words.firstPage}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <>
      <PupilTable uai={uai} pupils={pupils} sort={filters.sort} />
      <Pagination page={page} pageSize={pageSize} total={total} />
    </>
  );
}

function NoPupil({ uai, isAdmin }: { uai: string; isAdmin: boolean }) {
  return (
    <EmptyState title={words.emptyTitle}>
      <p>{isAdmin ? words.emptyAdmin : words.emptyMember}</p>
      {isAdmin && (
        <ButtonLink to={paths.importPupils(uai)} icon={Upload}>
          {words.import}
        </ButtonLink>
      )}
    </EmptyState>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

import { Upload } from "lucide-react";
import { Link } from "react-router";
import { listPupils, parsePupilSort } from "#worker/pupils/list-pupils.ts";
import { requireMember } from "../context.ts";
import { Filters, hasFilters } from "../features/pupils/filters.tsx";
import { PupilTable } from "../features/pupils/pupil-table.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { pupils as words } from "../i18n/pupils.ts";
import { paths } from "../paths.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Notice } from "../ui/notice.tsx";
import { Pagination } from "../ui/pagination.tsx";
import type { Route } from "./+types/eleves.ts";

const MAX_SEARCH = 100;

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization, role } = await requireMember(context);
  const query = new URL(request.url).searchParams;
  const page = query.get("page") ?? "1";
  const filters = {
    search: (query.get("search") ?? "").trim().slice(0, MAX_SEARCH),
    divisions: query.getAll("division").filter(Boolean),
    includeDeactivated: query.get("include") === "deactivated",
    sort: parsePupilSort(query.get("sort")),
  };
  const list = await listPupils(env, {
    organizationId: organization.id,
    ...filters,
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  });
  return { ...list, filters, uai: organization.uai, isAdmin: role === "admin" };
}

export default function Pupils({ loaderData }: Route.ComponentProps) {
  const { uai, isAdmin, filters, total, divisions } = loaderData;
  const filtered = hasFilters(filters);
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
      <Notice>
        <p>
          {words.deckBanner.text} <Link to={paths.documentation()}>{words.deckBanner.more}</Link>
        </p>
      </Notice>
      <section className="card">
        {none ? (
          <NoPupil uai={uai} isAdmin={isAdmin} />
        ) : (
          <>
            <Filters filters={filters} divisions={divisions} />
            <p role="status" className="found">
              {words.found(total, filtered)}
            </p>
            <Listed {...loaderData} />
          </>
        )}
      </section>
    </>
  );
}

function Listed({ pupils, filters, total, page, pageSize }: Route.ComponentProps["loaderData"]) {
  if (total === 0) {
    return (
      <EmptyState title={words.noneTitle}>
        <p>{words.none}</p>
        <ButtonLink to="." quiet>
          {words.clear}
        </ButtonLink>
      </EmptyState>
    );
  }
  if (pupils.length === 0) {
    return (
      <EmptyState title={words.beyondTitle}>
        <p>{words.beyond}</p>
        <ButtonLink to="." quiet>
          {words.firstPage}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <>
      <PupilTable pupils={pupils} sort={filters.sort} />
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

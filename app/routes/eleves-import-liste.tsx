import { data } from "react-router";
import { aboutFile, predictedLists } from "#words/import-waiting.ts";
import { lists as words } from "#words/imports.ts";
import { listSearch } from "#words/pupil-list.ts";
import { markLeaversSeen } from "#worker/imports/decide/leavers.ts";
import { readListPage } from "#worker/imports/show/read-lists.ts";
import { showChanges } from "#worker/imports/show/show-changes.ts";
import type { ChangeKind } from "#worker/imports/view.ts";
import { readPageNumber } from "#worker/platform/page-number.ts";
import { requireMember } from "../context.ts";
import { ChangeTable, SkippedTable } from "../features/imports/change-table.tsx";
import { ListSearch } from "../features/imports/list-search.tsx";
import { ListTabs } from "../features/imports/list-tabs.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { LISTS, type ListName, paths } from "../paths.ts";
import { DownloadLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Download } from "../ui/icons.tsx";
import { Pagination } from "../ui/pagination.tsx";
import type { Route } from "./+types/eleves-import-liste.ts";

const KINDS: Record<Exclude<ListName, "non-importes">, ChangeKind> = {
  ajoutes: "added",
  modifies: "changed",
  reactives: "reactivated",
  desactives: "deactivated",
};

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const list = LISTS.find((name) => name === params.liste);
  if (!list) throw data(null, { status: 404 });
  const input = { organizationId: organization.id, importId: params.importId };
  const query = new URL(request.url).searchParams;
  const page = readPageNumber(query.get("page"));
  const search = (query.get("search") ?? "").trim();
  const kind = list === "non-importes" ? "skipped" : KINDS[list];
  const read = await readListPage(env, { ...input, kind, page, search });
  if (!read) throw data(null, { status: 404 });
  if (list === "desactives") await markLeaversSeen(env, input);
  const { one, ...found } = read;
  return {
    one,
    uai: organization.uai,
    list,
    found: { ...found, changes: await showChanges(env, found.changes) },
    search,
  };
}

export default function ImportList({ loaderData }: Route.ComponentProps) {
  const { one, uai, list, found, search } = loaderData;
  const waits = one.status === "awaiting-confirmation";
  const title = waits ? predictedLists.title[list] : words.title[list];
  const file = { uai, importId: one.id };
  const href =
    list === "non-importes" ? paths.api.skippedCsv(file) : paths.api.changesCsv(file, KINDS[list]);
  const shown = found.changes.length + found.skipped.length;
  return (
    <>
      <PageHead title={title} back={{ to: paths.importPupils(uai), label: words.back }}>
        {shown > 0 && (
          <DownloadLink href={href} icon={Download} quiet>
            {words.csv}
          </DownloadLink>
        )}
      </PageHead>
      <p className="muted">
        {[words.of(one.filename, one.createdAt, one.createdBy), aboutFile(one)]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {waits && <p>{predictedLists.waits}</p>}
      <ListTabs uai={uai} one={one} />
      <section className="card">
        <p>{waits ? predictedLists.intro[list] : words.intro[list]}</p>
        {!found.purged && (shown > 0 || search !== "") && (
          <ListSearch search={search} total={found.total} />
        )}
        {found.purged ? (
          <EmptyState title={words.purgedTitle} drawing="done">
            <p>{words.purged(found.total)}</p>
          </EmptyState>
        ) : shown === 0 ? (
          <EmptyState
            title={search ? listSearch.none : words.empty}
            drawing={search ? "search" : "done"}
          />
        ) : list === "non-importes" ? (
          <SkippedTable caption={title} skipped={found.skipped} />
        ) : (
          <ChangeTable
            caption={title}
            changes={found.changes}
            // Before its decision, an import has added nobody; once undone, they may be gone.
            links={
              one.status === "done" || (waits && list !== "ajoutes")
                ? found.pupilIds.map((id) => paths.pupil(uai, id))
                : []
            }
          />
        )}
        <Pagination page={found.page} pageSize={found.pageSize} total={shown ? found.total : 0} />
      </section>
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

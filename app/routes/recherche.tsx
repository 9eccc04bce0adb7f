import { findWords as words } from "#words/find.ts";
import { listPupils } from "#worker/pupils/list-pupils.ts";
import { parsePupilQuery } from "#worker/pupils/list-statements.ts";
import { requireMember } from "../context.ts";
import { searchDocumentation } from "../features/documentation/library.server.ts";
import type { FindResults } from "../features/find/results.ts";
import { findSchoolPages } from "../features/find/school-pages.server.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { paths } from "../paths.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Link } from "../ui/link.tsx";
import type { Route } from "./+types/recherche.ts";

const PUPILS_SHOWN = 8;
const HELP_SHOWN = 5;

/** Pupils of the school, its pages and the documentation, for one query. */
export async function loader({ request, context }: Route.LoaderArgs): Promise<FindResults> {
  const { env, organization, role } = await requireMember(context);
  const { uai, id: organizationId } = organization;
  const query = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  if (query === "") {
    return { uai, query, pupils: [], total: 0, pages: [], help: [], moreHelp: false };
  }
  const params = new URLSearchParams({ search: query, include: "deactivated" });
  const { pupils, total } = await listPupils(env, { organizationId, ...parsePupilQuery(params) });
  const { whole, entries } = searchDocumentation(query, { demo: false });
  return {
    ...{ uai, query, total },
    pupils: pupils.slice(0, PUPILS_SHOWN).map((pupil) => ({
      id: pupil.id,
      name: `${pupil.lastName} ${pupil.firstName}`,
      division: pupil.division,
      left: pupil.deactivatedAt !== null,
    })),
    pages: findSchoolPages(query, { uai, role }),
    // Help that holds a part of the words only is no answer next to a pupil's name.
    help: whole ? entries.slice(0, HELP_SHOWN) : [],
    moreHelp: whole && entries.length > HELP_SHOWN,
  };
}

export default function Find({ loaderData }: Route.ComponentProps) {
  const { uai, query, pupils, total, pages, help, moreHelp } = loaderData;
  const nothing = pupils.length + pages.length + help.length === 0;
  const title = query === "" ? words.title : words.results(query);
  return (
    <>
      <PageHead title={title} />
      {query === "" && <p>{words.ask}</p>}
      {query !== "" && nothing && (
        <EmptyState title={words.noneTitle} drawing="search">
          <p>{words.none}</p>
        </EmptyState>
      )}
      {pupils.length > 0 && (
        <section className="card" aria-labelledby="trouves-eleves">
          <h2 id="trouves-eleves">{words.pupils(total)}</h2>
          <ul className="found-list">
            {pupils.map((pupil) => (
              <li key={pupil.id}>
                <Link to={paths.pupil(uai, pupil.id)}>{pupil.name}</Link>{" "}
                <span className="muted">
                  {[pupil.division, pupil.left && words.left].filter(Boolean).join(", ")}
                </span>
              </li>
            ))}
          </ul>
          {total > pupils.length && (
            <ButtonLink to={`${paths.pupils(uai)}?${new URLSearchParams({ search: query })}`} quiet>
              {words.allPupils(total)}
            </ButtonLink>
          )}
        </section>
      )}
      {pages.length > 0 && (
        <section className="card" aria-labelledby="trouves-pages">
          <h2 id="trouves-pages">{words.pages}</h2>
          <ul className="found-list">
            {pages.map(({ to, title: name }) => (
              <li key={to}>
                <Link to={to}>{name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {help.length > 0 && (
        <section className="card" aria-labelledby="trouves-aide">
          <h2 id="trouves-aide">{words.help}</h2>
          <ul className="found-list">
            {help.map(({ to, title: name, summary }) => (
              <li key={to}>
                <Link to={to}>{name}</Link>
                <p className="muted">{summary}</p>
              </li>
            ))}
          </ul>
          {moreHelp && (
            <ButtonLink to={`${paths.documentation()}?${new URLSearchParams({ q: query })}`} quiet>
              {words.allHelp}
            </ButtonLink>
          )}
        </section>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

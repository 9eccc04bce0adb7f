import { Form, Outlet, useLocation } from "react-router";
import { documentation as words } from "#words/documentation.ts";
import { getSession } from "../context.ts";
import { BackLink } from "../features/accounts/back-link.tsx";
import { listEntries } from "../features/documentation/library.server.ts";
import { Outside, useInShell } from "../features/shell/outside.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { useFocusOnNewPage } from "../features/shell/use-focus-on-new-page.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { ArrowLeft, Search } from "../ui/icons.tsx";
import { Link, NavLink } from "../ui/link.tsx";
import type { Route } from "./+types/documentation.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const query = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  return { signedIn: (await getSession(context)) !== null, entries: listEntries(), query };
}

/** The documentation, open to everybody: its menu, its search, and one page. */
export default function Documentation({ loaderData }: Route.ComponentProps) {
  const { entries, signedIn, query } = loaderData;
  const { pathname } = useLocation();
  useFocusOnNewPage();
  const inShell = useInShell();
  return (
    <Outside broad>
      <div className="docs">
        <div className="docs-side">
          {!inShell && (
            <BackLink
              to={signedIn ? paths.home() : paths.signIn()}
              label={signedIn ? words.back : words.signIn}
            />
          )}
          <search>
            <Form key={query} action={paths.documentation()} className="docs-search">
              <label htmlFor="docs-q">{words.search}</label>
              <div>
                <input
                  id="docs-q"
                  type="search"
                  name="q"
                  maxLength={100}
                  defaultValue={query}
                  autoComplete="off"
                />
                <Button type="submit" quiet icon={Search}>
                  <span className="hidden-visually">{words.searchButton}</span>
                </Button>
              </div>
            </Form>
          </search>
          {pathname !== paths.documentation() && (
            <Link to={paths.documentation()} className="back docs-all">
              <ArrowLeft size={16} aria-hidden="true" /> {words.all}
            </Link>
          )}
          <nav aria-label={words.contents}>
            <ul>
              <li>
                <NavLink className="docs-link" to={paths.documentation()} end>
                  {words.all}
                </NavLink>
              </li>
              {entries.map(({ to, title }) => (
                <li key={to}>
                  <NavLink className="docs-link" to={to}>
                    {title}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <div className="docs-page">
          <Outlet />
        </div>
      </div>
    </Outside>
  );
}

export function ErrorBoundary() {
  return (
    <Outside>
      <RouteError />
    </Outside>
  );
}

import { Menu } from "lucide-react";
import { Outlet, useLocation } from "react-router";
import { shell } from "#words/pages.ts";
import { readLatestImport } from "#worker/imports/show/read-imports.ts";
import { listSchools, requireMember } from "../context.ts";
import { ImportBanner } from "../features/imports/import-banner.tsx";
import { LiveImportProvider } from "../features/imports/live.tsx";
import { AccountMenu } from "../features/shell/account-menu.tsx";
import { Alone } from "../features/shell/alone.tsx";
import { Footer } from "../features/shell/footer.tsx";
import { MainNavigation } from "../features/shell/main-navigation.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { SkipLinks } from "../features/shell/skip-links.tsx";
import { useFocusOnNewPage } from "../features/shell/use-focus-on-new-page.ts";
import { useTyped } from "../features/shell/use-typed.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { Mark } from "../ui/mark.tsx";
import type { Route } from "./+types/etablissement.ts";

/** How long the result of an import stays on every page. */
const BANNER_MS = 15 * 24 * 60 * 60 * 1000;

export async function loader({ context }: Route.LoaderArgs) {
  const { env, user, organization, role } = await requireMember(context);
  // The import is read first: the data of the page below are never older than it, and the socket
  // sends every later change.
  const [latest, schools] = await Promise.all([
    readLatestImport(env, { organizationId: organization.id, role }),
    listSchools(context, user.id),
  ]);
  const { uai, name, kind } = organization;
  const since = new Date(Date.now() - BANNER_MS).toISOString();
  return {
    account: user.id,
    userName: user.name,
    school: { uai, name, kind, role },
    schools,
    latest,
    since,
  };
}

export const shouldRevalidate = revalidateAlways;

/** Everything below one school: menu, person and school, banner of the import, page. */
export default function School({ loaderData }: Route.ComponentProps) {
  const { account, school, schools, userName, latest, since } = loaderData;
  const { pathname } = useLocation();
  useFocusOnNewPage();
  useTyped(account);
  return (
    <LiveImportProvider key={school.uai} uai={school.uai} loaded={latest}>
      <SkipLinks menu />
      <div className="shell">
        <div className="side" id="menu" tabIndex={-1}>
          <MainNavigation
            {...school}
            label={shell.mainNavigation}
            mark={<Mark to={paths.school(school.uai)} />}
          />
        </div>
        <div className="page">
          <header className="top">
            <details className="drawer" key={`drawer ${pathname}`}>
              <summary>
                <Menu size={20} aria-hidden="true" /> {shell.menu}
              </summary>
              <MainNavigation {...school} label={shell.menu} />
            </details>
            <AccountMenu key={pathname} name={userName} school={school} schools={schools} />
          </header>
          <ImportBanner uai={school.uai} role={school.role} since={since} />
          <main id="contenu" tabIndex={-1}>
            <Outlet />
          </main>
          <Footer />
        </div>
      </div>
    </LiveImportProvider>
  );
}

export function ErrorBoundary() {
  return (
    <Alone>
      <RouteError />
    </Alone>
  );
}

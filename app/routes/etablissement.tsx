import { Outlet } from "react-router";
import { readLatestImport } from "#worker/imports/show/read-imports.ts";
import { requireMember } from "../context.ts";
import { ImportBanner } from "../features/imports/import-banner.tsx";
import { LiveImportProvider } from "../features/imports/live.tsx";
import { Alone } from "../features/shell/alone.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { Shell } from "../features/shell/shell.tsx";
import { revalidateAlways } from "../revalidate.ts";
import type { Route } from "./+types/etablissement.ts";

/** How long the result of an import stays on every page. */
const BANNER_MS = 15 * 24 * 60 * 60 * 1000;

export async function loader({ context }: Route.LoaderArgs) {
  const { env, user, organization, role, schools } = await requireMember(context);
  // The import is read first: the data of the page below are never older than it, and the socket
  // sends every later change.
  const latest = await readLatestImport(env, { organizationId: organization.id, role });
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
  const { school, latest, since } = loaderData;
  return (
    <LiveImportProvider key={school.uai} uai={school.uai} loaded={latest}>
      <Shell
        {...loaderData}
        banner={<ImportBanner uai={school.uai} role={school.role} since={since} />}
      >
        <Outlet />
      </Shell>
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

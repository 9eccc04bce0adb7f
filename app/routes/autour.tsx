import { Outlet } from "react-router";
import { Alone } from "../features/shell/alone.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readShell } from "../features/shell/shell.server.ts";
import { Shell } from "../features/shell/shell.tsx";
import type { Route } from "./+types/autour.ts";

export async function loader({ context }: Route.LoaderArgs) {
  return { shell: await readShell(context) };
}

/** Around the pages outside any school: a signed-in person keeps the menu. */
export default function Around({ loaderData: { shell } }: Route.ComponentProps) {
  if (!shell) return <Outlet />;
  return (
    <Shell {...shell}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  return (
    <Alone>
      <RouteError />
    </Alone>
  );
}

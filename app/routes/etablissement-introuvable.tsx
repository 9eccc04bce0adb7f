import { data } from "react-router";
import { requireMember } from "../context.ts";
import { RouteError } from "../features/shell/route-error.tsx";
import type { Route } from "./+types/etablissement-introuvable.ts";

/** Any URL below a school that is not a page of ours: its members keep the menu. */
export async function loader({ context }: Route.LoaderArgs) {
  await requireMember(context);
  throw data(null, { status: 404 });
}

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return <RouteError />;
}

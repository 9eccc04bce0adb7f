import { data } from "react-router";
import { Outside } from "../features/shell/outside.tsx";
import { RouteError } from "../features/shell/route-error.tsx";

/** Any URL that is not a page of ours. */
export function loader() {
  throw data(null, { status: 404 });
}

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return (
    <Outside>
      <RouteError />
    </Outside>
  );
}

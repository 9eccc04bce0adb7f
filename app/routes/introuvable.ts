import { data } from "react-router";

/** Any URL that is not a page of ours. */
export function loader() {
  throw data(null, { status: 404 });
}

export default function NotFound() {
  return null;
}

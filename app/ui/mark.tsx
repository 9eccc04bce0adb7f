import { PRODUCT } from "#words/pages.ts";
import { Link } from "./link.tsx";

/** Our own sign, a sun over a teal field, and the product's name: leads home. */
export function Mark({ to }: { to: string }) {
  return (
    <Link className="mark" to={to}>
      <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true">
        <rect width="34" height="34" rx="10" fill="#12807a" />
        <circle cx="17" cy="17" r="11" fill="#ffffff" />
        <circle cx="17" cy="17" r="6" fill="#f3a73b" />
      </svg>
      {PRODUCT}
    </Link>
  );
}

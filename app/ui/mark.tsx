import { PRODUCT } from "../i18n/pages.ts";

/** Our own sign: a sun over a teal field. */
export function Mark({ to }: { to?: string }) {
  const content = (
    <>
      <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true">
        <rect width="34" height="34" rx="10" fill="#12807a" />
        <circle cx="17" cy="17" r="11" fill="#ffffff" />
        <circle cx="17" cy="17" r="6" fill="#f3a73b" />
      </svg>
      {PRODUCT}
    </>
  );
  return to ? (
    <a className="mark" href={to}>
      {content}
    </a>
  ) : (
    <p className="mark">{content}</p>
  );
}

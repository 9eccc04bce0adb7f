import type { ReactNode } from "react";

/** Drawn for us: a list to fill, a search that found nothing, work that is done. */
const DRAWINGS = {
  list: (
    <>
      <rect className="d-box" x="22" y="14" width="86" height="72" rx="8" />
      <path className="d-line" d="M36 34h38M36 50h56M36 66h30" />
      <circle className="d-sun" cx="114" cy="70" r="18" />
      <path className="d-mark" d="M114 61v18M105 70h18" />
    </>
  ),
  search: (
    <>
      <rect className="d-box" x="22" y="14" width="86" height="72" rx="8" />
      <path className="d-line" d="M36 34h38M36 50h30M36 66h24" />
      <circle className="d-sun" cx="100" cy="56" r="20" />
      <path className="d-mark" d="M92 56h16" />
      <path className="d-brand" d="M115 71l18 17" />
    </>
  ),
  done: (
    <>
      <path className="d-tint" d="M20 84c10-28 32-44 60-44s50 16 60 44z" />
      <circle className="d-sun" cx="80" cy="40" r="24" />
      <path className="d-mark" d="M70 40l8 8 14-16" />
    </>
  ),
};

/** Nothing to show: says so, and what to do next. */
export function EmptyState(props: {
  title: string;
  drawing?: keyof typeof DRAWINGS;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      <svg className="drawing" viewBox="0 0 160 100" aria-hidden="true">
        <rect className="d-paper" width="160" height="100" rx="12" />
        {DRAWINGS[props.drawing ?? "list"]}
      </svg>
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

import type { ReactNode } from "react";

/** Nothing to show: says so, and what to do next. Drawn for us. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg width="96" height="72" viewBox="0 0 96 72" fill="none" aria-hidden="true">
        <rect x="10" y="12" width="60" height="48" rx="6" stroke="currentColor" strokeWidth="3" />
        <path
          d="M22 28h22M22 38h34M22 48h16"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
        />
        <circle cx="72" cy="48" r="14" fill="#f3a73b" />
        <path d="M72 42v12M66 48h12" stroke="#16203a" strokeWidth="3" strokeLinecap="round" />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

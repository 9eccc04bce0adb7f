import { type ReactNode, useEffect, useRef } from "react";

/**
 * A message about what the person just did; it takes the focus when asked to. `attempt` changes at each answer, so that
 * a repeated message takes the focus again.
 */
export function Notice({
  tone = "info",
  focused = false,
  attempt,
  children,
}: {
  tone?: "info" | "bad" | "warn";
  focused?: boolean;
  attempt?: unknown;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused && attempt !== null) box.current?.focus();
  }, [focused, attempt]);
  return (
    <div
      ref={box}
      className={`notice ${tone}`}
      role={tone === "bad" ? "alert" : "status"}
      tabIndex={-1}
    >
      {children}
    </div>
  );
}

import { type ReactNode, useEffect, useRef } from "react";
import { closing } from "#words/closing.ts";
import { X } from "./icons.tsx";

/**
 * A message about what the person just did; it takes the focus when asked to. `attempt` changes at each answer, so that
 * a repeated message takes the focus again.
 */
export function Notice({
  tone = "info",
  focused = false,
  attempt,
  onClose,
  children,
}: {
  tone?: "info" | "bad" | "warn";
  focused?: boolean;
  attempt?: unknown;
  /** Shows a button that closes the message, with JavaScript. */
  onClose?: () => void;
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
      {onClose && (
        <button
          type="button"
          className="close needs-js"
          aria-label={closing.close}
          onClick={onClose}
        >
          <X size={18} aria-hidden="true" />
        </button>
      )}
      {children}
    </div>
  );
}

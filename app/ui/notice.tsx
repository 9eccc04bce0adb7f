import { type ReactNode, useEffect, useRef } from "react";

/** A message that appeared because of what the person just did: it takes the focus when asked to. */
export function Notice({
  tone = "info",
  focused = false,
  children,
}: {
  tone?: "info" | "bad" | "warn";
  focused?: boolean;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
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

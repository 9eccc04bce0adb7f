import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** A page that replaced another without a reload is announced by its heading taking the focus. */
export function useFocusOnNewPage(): void {
  const { pathname } = useLocation();
  const first = useRef(pathname);
  useEffect(() => {
    if (first.current === pathname) return;
    first.current = pathname;
    document.querySelector<HTMLElement>("main h1")?.focus();
  }, [pathname]);
}

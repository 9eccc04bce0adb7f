import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { keep, readKept } from "../../ui/use-kept.ts";

/** What is kept of the filters: never the search, which is a name, nor the page. */
const KEPT = ["level", "division", "include", "sort"];

/** Null for a link that says nothing of the filters: one to a name, or to a page. */
function filtersOf(search: string): string | null {
  const query = new URLSearchParams(search);
  if (search !== "" && !KEPT.some((key) => query.has(key))) return null;
  const chosen = [...query].filter(
    ([key, value]) => KEPT.includes(key) && value !== "" && `${key}=${value}` !== "sort=lastName",
  );
  return String(new URLSearchParams(chosen));
}

/**
 * The filters of this school's list, in this browser: opened without any, the list takes those of the last visit;
 * « Effacer les filtres » forgets them.
 */
export function useKeptFilters(uai: string): void {
  const { search } = useLocation();
  const navigate = useNavigate();
  const opened = useRef(false);
  useEffect(() => {
    const key = `filtres-eleves ${uai}`;
    const kept = readKept(key);
    const first = !opened.current;
    opened.current = true;
    if (first && search === "" && kept) {
      void navigate(`?${kept}`, { replace: true, preventScrollReset: true });
      return;
    }
    const chosen = filtersOf(search);
    if (chosen !== null) keep(key, chosen || null);
  }, [uai, search, navigate]);
}

import { formatNumber } from "#words/format.ts";
import { lists as words } from "#words/imports.ts";
import type { Import } from "#worker/imports/view.ts";
import { LISTS, paths } from "../../paths.ts";
import { NavLink } from "../../ui/link.tsx";
import { listCounts } from "./numbers.tsx";

/** Links between the lists of an import, each with its number. */
export function ListTabs({ uai, one }: { uai: string; one: Import }) {
  const counts = listCounts(one.counts);
  return (
    <nav className="tabs" aria-label={words.navigation}>
      {LISTS.map((list) => (
        <NavLink key={list} to={paths.importList(uai, one.id, list)}>
          {words.tab[list]} <b>{formatNumber(counts[list])}</b>
        </NavLink>
      ))}
    </nav>
  );
}

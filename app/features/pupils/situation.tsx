import { situations as words } from "#words/pupil-list.ts";
import { ChevronDown } from "../../ui/icons.tsx";
import { useDismissal } from "../shell/use-dismissal.ts";

export type PupilFilters = {
  search: string;
  divisions: string[];
  levels: string[];
  includeDeactivated: boolean;
  only?: "deactivated" | "arrived";
  sort: string;
};

/** The four choices, each with its value of `include=` in the URL. */
const INCLUDE = {
  active: "",
  arrived: "arrived",
  deactivated: "only-deactivated",
  all: "deactivated",
} as const;
const SORTS = ["lastName", "firstName", "birthDate", "division"] as const;
const SITUATIONS = ["active", "arrived", "deactivated", "all"] as const;

export function situationOf({
  only,
  includeDeactivated,
}: PupilFilters): (typeof SITUATIONS)[number] {
  return only ?? (includeDeactivated ? "all" : "active");
}

/** Which pupils, by their situation: a folded list of radio buttons; on a phone, their order too. */
export function SituationChoice({ filters }: { filters: PupilFilters }) {
  const list = useDismissal();
  const chosen = situationOf(filters);
  return (
    <details ref={list.ref} className="classes" onKeyDown={list.onKeyDown}>
      <summary>
        {chosen === "active" ? words.title : words.chosen}
        <ChevronDown size={18} aria-hidden="true" />
      </summary>
      <fieldset>
        <legend className="hidden-visually">{words.title}</legend>
        {SITUATIONS.map((situation) => (
          <label key={situation} className="check">
            <input
              type="radio"
              name="include"
              value={INCLUDE[situation]}
              defaultChecked={situation === chosen}
            />
            {words[situation]}
          </label>
        ))}
        {/* The heads of the table sort, which a phone does not show. */}
        <label className="sort-field">
          {words.sort}
          <select name="sort" defaultValue={filters.sort}>
            {SORTS.map((sort) => (
              <option key={sort} value={filters.sort.startsWith("-") ? `-${sort}` : sort}>
                {words.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
    </details>
  );
}

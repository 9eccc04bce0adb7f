import { ChevronDown, Search } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { Form, Link, useLocation } from "react-router";
import { pupils as words } from "../../i18n/pupils.ts";
import { Button } from "../../ui/button.tsx";

export type PupilFilters = {
  search: string;
  divisions: string[];
  includeDeactivated: boolean;
  sort: string;
};

export function hasFilters({ search, divisions, includeDeactivated }: PupilFilters): boolean {
  return search !== "" || divisions.length > 0 || includeDeactivated;
}

/** A GET form: the filters are in the URL, and work without JavaScript. */
export function Filters(props: { filters: PupilFilters; divisions: string[] }) {
  const { filters } = props;
  const form = useRef<HTMLFormElement>(null);
  const { search } = useLocation();
  const id = useId();
  const shown = useRef(search);
  // The fields follow the URL: « Effacer », the back button.
  useEffect(() => {
    if (shown.current !== search) form.current?.reset();
    shown.current = search;
  }, [search]);

  return (
    <search aria-label={words.filters}>
      <Form ref={form} method="get" className="filters" preventScrollReset>
        <div className="field">
          <label htmlFor={`${id}-search`}>{words.search}</label>
          <input
            id={`${id}-search`}
            type="search"
            name="search"
            maxLength={100}
            autoComplete="off"
            defaultValue={filters.search}
          />
        </div>
        <DivisionChoice all={props.divisions} chosen={filters.divisions} />
        {filters.sort !== "lastName" && <input type="hidden" name="sort" value={filters.sort} />}
        <Button type="submit" quiet icon={Search}>
          {words.apply}
        </Button>
        <label className="check">
          <input
            type="checkbox"
            name="include"
            value="deactivated"
            defaultChecked={filters.includeDeactivated}
          />
          {words.deactivated}
        </label>
        {hasFilters(filters) && (
          <Link to="." preventScrollReset>
            {words.clear}
          </Link>
        )}
      </Form>
    </search>
  );
}

function DivisionChoice({ all, chosen }: { all: string[]; chosen: string[] }) {
  // A class of the URL that no pupil is in any more can still be unticked.
  const shown = [...new Set([...all, ...chosen])];
  return (
    <details className="classes">
      <summary>
        {chosen.length > 0 ? words.divisionsChosen(chosen.length) : words.divisions}
        <ChevronDown size={18} aria-hidden="true" />
      </summary>
      <fieldset>
        <legend className="hidden-visually">{words.divisions}</legend>
        {shown.length === 0 && <p className="muted">{words.noDivision}</p>}
        {shown.map((division) => (
          <label key={division} className="check">
            <input
              type="checkbox"
              name="division"
              value={division}
              defaultChecked={chosen.includes(division)}
            />
            {division}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

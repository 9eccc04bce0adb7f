import { Search } from "lucide-react";
import { useId } from "react";
import { Form, Link } from "react-router";
import { pupils as words } from "#words/pupils.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormOfUrl } from "../shell/use-form-of-url.ts";
import { Choice } from "./choice.tsx";

export type PupilFilters = {
  search: string;
  divisions: string[];
  levels: string[];
  includeDeactivated: boolean;
  sort: string;
};

export function hasFilters(filters: PupilFilters): boolean {
  const { search, divisions, levels, includeDeactivated } = filters;
  return search !== "" || divisions.length > 0 || levels.length > 0 || includeDeactivated;
}

/** A GET form: the filters are in the URL, and work without JavaScript. */
export function Filters(props: { filters: PupilFilters; divisions: string[]; levels: string[] }) {
  const { filters } = props;
  const form = useFormOfUrl();
  const id = useId();

  return (
    <search aria-label={words.filters}>
      <Form ref={form} method="get" className="filters" preventScrollReset>
        <Field
          id={`${id}-search`}
          label={words.search}
          type="search"
          name="search"
          maxLength={100}
          autoComplete="off"
          defaultValue={filters.search}
        />
        <Choice
          name="level"
          label={words.levels}
          chosenLabel={words.levelsChosen}
          none={words.noLevel}
          all={props.levels}
          chosen={filters.levels}
        />
        <Choice
          name="division"
          label={words.divisions}
          chosenLabel={words.divisionsChosen}
          none={words.noDivision}
          all={props.divisions}
          chosen={filters.divisions}
        />
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

import { useId } from "react";
import { Form, useSearchParams } from "react-router";
import { situations } from "#words/pupil-list.ts";
import { pupils as words } from "#words/pupils.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Search, X } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { useFormOfUrl } from "../shell/use-form-of-url.ts";
import { Choice } from "./choice.tsx";
import { type PupilFilters, SituationChoice, situationOf } from "./situation.tsx";

export function hasFilters(filters: PupilFilters): boolean {
  const { search, divisions, levels } = filters;
  return (
    search !== "" || divisions.length > 0 || levels.length > 0 || situationOf(filters) !== "active"
  );
}

/** A GET form: the filters are in the URL, and work without JavaScript. On a phone they stand folded under the search. */
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
          placeholder={situations.placeholder}
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
        <SituationChoice filters={filters} />
        <Button type="submit" quiet icon={Search}>
          {words.apply}
        </Button>
      </Form>
      {hasFilters(filters) && <Applied filters={filters} />}
    </search>
  );
}

/** The filters that apply, each with a link that removes it. */
function Applied({ filters }: { filters: PupilFilters }) {
  const [query] = useSearchParams();
  const situation = situationOf(filters);
  const without = (name: string, value?: string) => {
    const next = new URLSearchParams(query);
    next.delete(name, value);
    next.delete("page");
    return `?${next}`;
  };
  const chips = [
    ...(filters.search
      ? [{ text: situations.searched(filters.search), to: without("search") }]
      : []),
    ...filters.levels.map((level) => ({ text: level, to: without("level", level) })),
    ...filters.divisions.map((one) => ({ text: one, to: without("division", one) })),
    ...(situation === "active" ? [] : [{ text: situations[situation], to: without("include") }]),
  ];
  return (
    <ul className="chips">
      {chips.map(({ text, to }) => (
        <li key={text}>
          <Link to={to} preventScrollReset aria-label={situations.remove(text)}>
            {text}
            <X size={16} aria-hidden="true" />
          </Link>
        </li>
      ))}
      <li>
        <Link to="." preventScrollReset>
          {words.clear}
        </Link>
      </li>
    </ul>
  );
}

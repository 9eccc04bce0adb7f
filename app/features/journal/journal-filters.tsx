import { useId } from "react";
import { Form } from "react-router";
import { journalWords as words } from "#words/journal.ts";
import type { JournalFilters as Filters } from "#worker/journal/list-journal.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Search } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { useFormOfUrl } from "../shell/use-form-of-url.ts";

type Person = { id: string; name: string | null };
type Kind = keyof typeof words.kinds;

export function hasFilters({ kind, person, from, to }: Filters): boolean {
  return kind !== null || person !== "" || from !== "" || to !== "";
}

/** A GET form: the filters are in the URL, and work without JavaScript. */
export function JournalFilters({ filters, people }: { filters: Filters; people: Person[] }) {
  const form = useFormOfUrl();
  const id = useId();

  return (
    <search aria-label={words.filters}>
      <Form ref={form} method="get" className="filters journal-filters" preventScrollReset>
        <div className="field">
          <label htmlFor={`${id}-kind`}>{words.kind}</label>
          <select id={`${id}-kind`} name="kind" defaultValue={filters.kind ?? ""}>
            <option value="">{words.allKinds}</option>
            {Object.entries<string>(words.kinds satisfies Record<Kind, string>).map(
              ([kind, label]) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ),
            )}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-person`}>{words.person}</label>
          <select id={`${id}-person`} name="person" defaultValue={filters.person}>
            <option value="">{words.allPersons}</option>
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name ?? words.service}
              </option>
            ))}
          </select>
        </div>
        <Field
          id={`${id}-from`}
          label={words.from}
          type="date"
          name="from"
          defaultValue={filters.from}
        />
        <Field id={`${id}-to`} label={words.to} type="date" name="to" defaultValue={filters.to} />
        <Button type="submit" quiet icon={Search}>
          {words.apply}
        </Button>
        {hasFilters(filters) && (
          <Link to="." preventScrollReset>
            {words.clear}
          </Link>
        )}
      </Form>
    </search>
  );
}

import { type ReactNode, useId } from "react";
import { Form } from "react-router";
import { keptResult as words } from "#words/kept-result.ts";
import type { FoundPupils } from "#worker/pupils/find-pupils.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";

export type Found = FoundPupils & { search: string };

/** Searches a pupil by name and class. `children`: hidden fields that carry the context of the search. */
export function PupilSearch(props: { found: Found | null; children?: ReactNode }) {
  const { found } = props;
  const id = useId();
  return (
    <Form method="post" preventScrollReset className="search">
      {props.children}
      <Field
        id={`${id}-search`}
        label={words.search}
        hint={words.searchHint}
        name="search"
        type="search"
        maxLength={100}
        autoComplete="off"
        required
        defaultValue={found?.search ?? ""}
      />
      <Button type="submit" name="intent" value="find" quiet>
        {words.find}
      </Button>
      <p role="status">{found ? words.found(found.candidates.length, found.more) : ""}</p>
    </Form>
  );
}

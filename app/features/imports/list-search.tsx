import { useId } from "react";
import { Form } from "react-router";
import { listSearch as words } from "#words/pupil-list.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Search } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { useFormOfUrl } from "../shell/use-form-of-url.ts";

/** Finds a name in a list of an import; a GET form, which works without JavaScript. */
export function ListSearch({ search, total }: { search: string; total: number }) {
  const id = useId();
  const form = useFormOfUrl();
  return (
    <search aria-label={words.label}>
      <Form ref={form} method="get" className="list-search" preventScrollReset>
        <Field
          id={`${id}-search`}
          label={words.label}
          type="search"
          name="search"
          maxLength={100}
          autoComplete="off"
          defaultValue={search}
        />
        <Button type="submit" quiet icon={Search}>
          {words.submit}
        </Button>
        {search !== "" && (
          <p role="status">
            {words.found(total)}{" "}
            <Link to="." preventScrollReset>
              {words.clear}
            </Link>
          </p>
        )}
      </Form>
    </search>
  );
}

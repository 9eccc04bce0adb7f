import { useId } from "react";
import { Form } from "react-router";
import { memberHome as words } from "#words/home.ts";
import type { Duty } from "#worker/campaigns/view.ts";
import type { StartOfYear } from "#worker/imports/show/read-start.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Search } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { YearDuties } from "../campaigns/year-duties.tsx";

/** What a member comes for: a pupil, a class, the progress of the campaigns, and the date of the list. */
export function MemberHome(props: {
  uai: string;
  divisions: string[];
  start: StartOfYear;
  duties: Duty[];
  today: string;
}) {
  const { uai, divisions, start } = props;
  const id = useId();
  return (
    <>
      <section className="card" aria-labelledby="recherche">
        <h2 id="recherche">{words.search}</h2>
        <Form action={paths.pupils(uai)} className="filters">
          <Field
            id={`${id}-search`}
            label={words.name}
            type="search"
            name="search"
            maxLength={100}
            autoComplete="off"
          />
          <Button type="submit" icon={Search}>
            {words.find}
          </Button>
        </Form>
        <p className="muted">
          {start.lastImport ? words.updated(start.lastImport) : words.notYet(start.schoolYear)}
        </p>
      </section>
      <YearDuties {...props} />
      <section className="card" aria-labelledby="classes">
        <div className="card-head">
          <h2 id="classes">{words.classes}</h2>
          <span className="tag">{words.pupils(start.activePupils)}</span>
        </div>
        {divisions.length === 0 ? (
          <p>{words.noClass}</p>
        ) : (
          <ul className="class-links">
            {divisions.map((division) => (
              <li key={division}>
                <Link
                  className="btn quiet"
                  to={`${paths.pupils(uai)}?${new URLSearchParams({ division })}`}
                >
                  {division}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

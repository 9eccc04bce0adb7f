import { useId } from "react";
import { Form } from "react-router";
import { waiting as words } from "#words/results.ts";
import type { WaitingRow } from "#worker/certifications/settle/list-waiting.ts";
import { MAX_NAME } from "#worker/platform/bounds.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { type Found, PupilSearch } from "../pupils/pupil-search.tsx";

/** The id of the field that the summary of errors links to. */
export const CLASS_OF_ALL = "classe-de-tous";

/** The id of a pupil, or this value for a person outside the base. */
export const OUTSIDE = "outside";

/** One waiting result: choose its pupil and its class, or remove it. */
export function WaitingCard(props: {
  row: WaitingRow;
  /** What a search over the whole base found for this row. */
  found: Found | null;
  problem: string | null;
}) {
  const { row, found, problem } = props;
  const id = useId();
  const known = row.reason === "NO_CLASS";
  const [only] = row.candidates;
  const proposed = new Set(row.candidates.map(({ pupilId }) => pupilId));
  const others = found?.candidates.filter(({ pupilId }) => !proposed.has(pupilId)) ?? [];
  return (
    <section className="card result-row">
      <h2 id={`${id}-name`}>
        {row.name}, {words.born(row.birthDate)}
      </h2>
      <p className="muted">{words.about(row)}</p>
      <p>{words.reasons[row.reason]}</p>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {!known && (
        <PupilSearch found={found}>
          <RowFields row={row} />
        </PupilSearch>
      )}
      <Form method="post" aria-labelledby={`${id}-name`} preventScrollReset>
        <RowFields row={row} />
        <fieldset>
          <legend>{words.choice}</legend>
          {[...others, ...row.candidates].map((one) => (
            <label key={one.pupilId} className="check">
              <input
                type="radio"
                name="owner"
                value={one.pupilId}
                defaultChecked={known && one === only}
              />
              {words.candidate(one)}
            </label>
          ))}
          {!known && (
            <label className="check">
              <input
                type="radio"
                name="owner"
                value={OUTSIDE}
                defaultChecked={row.candidates.length === 0 && others.length === 0}
              />
              {words.keep}
            </label>
          )}
        </fieldset>
        <div className="field">
          <label htmlFor={`${id}-division`}>{words.division(row.schoolYear)}</label>
          <input
            id={`${id}-division`}
            type="text"
            name="division"
            maxLength={MAX_NAME}
            autoComplete="off"
            aria-describedby={`${id}-help`}
            defaultValue={row.division}
          />
          <span id={`${id}-help`} className="muted">
            {words.divisionHelp}
          </span>
        </div>
        <div className="actions">
          <Button type="submit" name="intent" value="choose">
            {words.submit}
          </Button>
          <Button type="submit" name="intent" value="discard" look="danger">
            {words.discard}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** The hidden fields that identify the row. */
function RowFields({ row }: { row: WaitingRow }) {
  return (
    <>
      <input type="hidden" name="importId" value={row.importId} />
      <input type="hidden" name="line" value={row.line} />
    </>
  );
}

/** The same choice for every waiting result. `missing`: the error of its class field. */
export function WaitingAll({ missing }: { missing: string | null }) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.allTitle}</h2>
      <p>{words.allText}</p>
      <Form method="post">
        <Field
          id={CLASS_OF_ALL}
          label={words.allDivision}
          hint={words.allDivisionHelp}
          name="division"
          maxLength={MAX_NAME}
          autoComplete="off"
          errors={missing ? [missing] : undefined}
        />
        <div className="actions">
          <Button type="submit" name="intent" value="place-all" quiet>
            {words.placeAll}
          </Button>
          <Button type="submit" name="intent" value="keep-all" quiet>
            {words.keepAll}
          </Button>
        </div>
      </Form>
      <Form method="post" className="actions discard">
        <label className="check">
          <input type="checkbox" name="sure" value="yes" />
          {words.sure}
        </label>
        <Button type="submit" name="intent" value="discard-all" look="danger">
          {words.discardAll}
        </Button>
      </Form>
    </section>
  );
}

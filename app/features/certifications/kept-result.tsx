import { useId } from "react";
import { Form } from "react-router";
import { keptResult as words } from "#words/kept-result.ts";
import { waiting } from "#words/results.ts";
import type { KeptResult } from "#worker/certifications/keep/change-result.ts";
import { MAX_NAME } from "#worker/platform/bounds.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { UrlQuestion } from "../../ui/url-question.tsx";
import { type Found, PupilSearch } from "../pupils/pupil-search.tsx";
import { seenOf } from "./seen-result.ts";

/** The year and the class of a kept result. */
export function ResultPlace({ result, years }: { result: KeptResult; years: string[] }) {
  const id = useId();
  const all = years.includes(result.year) ? years : [...years, result.year];
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.placeTitle}</h2>
      <p>{words.placeText}</p>
      <Form method="post">
        <Seen result={result} />
        <div className="field">
          <label htmlFor={`${id}-year`}>{words.year}</label>
          <select id={`${id}-year`} name="year" defaultValue={result.year}>
            {all.map((year) => (
              <option key={year} value={year}>
                {year}
              </option>
            ))}
          </select>
        </div>
        <Field
          id={`${id}-division`}
          label={words.division}
          name="division"
          maxLength={MAX_NAME}
          autoComplete="off"
          required
          defaultValue={result.division}
        />
        <div className="actions">
          <Button type="submit" name="intent" value="change">
            {words.save}
          </Button>
        </div>
      </Form>
    </section>
  );
}

/** The pupil this result belongs to, and a search over the whole base to choose another. */
export function ResultOwner(props: { result: KeptResult; uai: string; found: Found | null }) {
  const { result, uai, found } = props;
  const id = useId();
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.ownerTitle}</h2>
      {result.pupilId === null ? (
        <p>{words.outside}</p>
      ) : (
        <>
          <p>
            {words.ownerIs} <Link to={paths.pupil(uai, result.pupilId)}>{result.pupil}</Link>
          </p>
          <Form method="post">
            <Seen result={result} />
            <input type="hidden" name="pupilId" value="" />
            <Button type="submit" name="intent" value="change" quiet>
              {words.makeOutside}
            </Button>
          </Form>
        </>
      )}
      <PupilSearch found={found} />
      {found && found.candidates.length > 0 && (
        <Form method="post">
          <Seen result={result} />
          <fieldset>
            <legend>{words.choose}</legend>
            {found.candidates.map((one) => (
              <label key={one.pupilId} className="check">
                <input type="radio" name="pupilId" value={one.pupilId} required />
                {waiting.candidate(one)}
              </label>
            ))}
          </fieldset>
          <div className="actions">
            <Button type="submit" name="intent" value="change">
              {words.link}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
}

function Seen({ result }: { result: KeptResult }) {
  return <input type="hidden" name="seen" value={seenOf(result)} />;
}

/** Asks for confirmation before the result is deleted for good. */
export function RemoveQuestion(props: { asked: boolean; back: string; result: KeptResult }) {
  const { asked, back, result } = props;
  return (
    <UrlQuestion asked={asked} title={words.question(result.name)} back={back}>
      <Form method="post" action={back}>
        <p>{words.questionText(result.number)}</p>
        <div className="actions after">
          <ButtonLink to={back}>{words.keep}</ButtonLink>
          <Button type="submit" name="intent" value="remove-result" look="danger">
            {words.yes}
          </Button>
        </div>
      </Form>
    </UrlQuestion>
  );
}

import { useId } from "react";
import { Form } from "react-router";
import { kindNames } from "#words/campaigns.ts";
import { createWords as words } from "#words/campaigns-create.ts";
import { CAMPAIGN_KINDS, type CampaignKind, type LevelOfYear } from "#worker/campaigns/view.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { type CreateValues, dueName, tickName } from "./create-form.ts";

/** The id of the checkbox that the summary of errors links to. */
export const CODES = "codes";

export type LevelChoice = LevelOfYear & {
  /** `isMade`: this campaign exists already. */
  kinds: Array<{ kind: CampaignKind; isMade: boolean }>;
};

/** What to prepare: a checkbox for each campaign of each level, the codes in any order, and the dates. */
export function CreateForm(props: {
  levels: LevelChoice[];
  values: CreateValues;
  /** The campaigns that this school's levels may have. */
  kinds: CampaignKind[];
  errors: string[];
  isAgain: boolean;
}) {
  const { values, errors } = props;
  const id = useId();
  return (
    <Form method="post" noValidate>
      <section className="card" aria-labelledby={`${id}-levels`}>
        <h2 id={`${id}-levels`}>{words.levelsTitle}</h2>
        <p>{words.levelsText}</p>
        <div className="camp-choices">
          {props.levels.map((level) => (
            <LevelBoxes key={`${level.level} ${level.isSegpa}`} level={level} values={values} />
          ))}
        </div>
      </section>
      <section className="card" aria-labelledby={`${id}-codes`}>
        <h2 id={`${id}-codes`}>{words.codesTitle}</h2>
        <div className="field">
          <label htmlFor={CODES}>{words.codes}</label>
          <p id={`${id}-hint`} className="muted">
            {words.codesHint}
          </p>
          <textarea
            id={CODES}
            name="codes"
            rows={8}
            maxLength={20_000}
            spellCheck={false}
            autoComplete="off"
            defaultValue={values.codes}
            aria-invalid={errors.length > 0 || undefined}
            aria-describedby={errors.length > 0 ? `${id}-hint ${id}-error` : `${id}-hint`}
          />
          {errors.length > 0 && (
            <ul id={`${id}-error`} className="field-error">
              {errors.map((error) => (
                <li key={error}>{error}</li>
              ))}
            </ul>
          )}
        </div>
        <div className="field">
          <label htmlFor={`${id}-kind`}>{words.kindOfCodes}</label>
          <select id={`${id}-kind`} name="kindOfCodes" defaultValue={values.kindOfCodes}>
            {CAMPAIGN_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kindNames[kind]}
              </option>
            ))}
          </select>
        </div>
      </section>
      <section className="card" aria-labelledby={`${id}-dates`}>
        <h2 id={`${id}-dates`}>{words.datesTitle}</h2>
        <p>{words.datesText}</p>
        <div className="camp-dates">
          {props.kinds.map((kind) => (
            <Field
              key={kind}
              id={`${id}-${kind}`}
              label={kindNames[kind] ?? kind}
              type="date"
              name={dueName(kind)}
              defaultValue={values.due[kind] ?? ""}
            />
          ))}
        </div>
        <Button type="submit" name="intent" value="check" quiet={props.isAgain}>
          {props.isAgain ? words.checkAgain : words.check}
        </Button>
      </section>
    </Form>
  );
}

function LevelBoxes({ level, values }: { level: LevelChoice; values: CreateValues }) {
  return (
    <fieldset>
      <legend>
        {words.level(level.level, level.isSegpa)}{" "}
        <span className="muted">{words.size(level.pupils, level.divisions)}</span>
      </legend>
      {level.kinds.map(({ kind, isMade }) =>
        isMade ? (
          <p key={kind} className="check muted">
            {words.already(kindNames[kind] ?? kind)}
          </p>
        ) : (
          <label key={kind} className="check">
            <input
              type="checkbox"
              name={tickName(kind, level)}
              value="yes"
              defaultChecked={values.ticked.includes(tickName(kind, level))}
            />
            {kindNames[kind]}
          </label>
        ),
      )}
      {level.isSegpa && <p className="muted">{words.segpa}</p>}
    </fieldset>
  );
}

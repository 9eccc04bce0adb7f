import { useId } from "react";
import { Form } from "react-router";
import { kindNames, levelNames } from "#words/campaigns.ts";
import { editWords as words } from "#words/campaigns-page.ts";
import { CAMPAIGN_KINDS, type CampaignDetail } from "#worker/campaigns/view.ts";
import { YEAR_LEVELS } from "#worker/pupils/level.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";

/** The fields that a refusal is about; the summary of errors links to them. */
export type EditField = "code" | "name" | "dueOn" | "kind";
export type EditErrors = Partial<Record<EditField, string>>;

export function editId(field: EditField): string {
  return `campagne-${field}`;
}

type Typed = Partial<Record<"code" | "name" | "dueOn" | "kind" | "level", string | null>>;

/**
 * What an administrator may change of a campaign, then closing or reopening it. An archived campaign can only be
 * reopened. `typed`: the values of a refused form, to be corrected.
 */
export function EditCard(props: {
  campaign: CampaignDetail;
  errors: EditErrors;
  typed: Typed | null;
}) {
  const { campaign, errors, typed } = props;
  const isArchived = campaign.state === "archived";
  return (
    <section className="card" id="modifier" aria-labelledby="modifier-titre">
      <h2 id="modifier-titre">{words.title}</h2>
      {!isArchived && <EditForm values={typed ?? campaign} errors={errors} />}
      <StateForm campaign={campaign} />
    </section>
  );
}

function EditForm({ values, errors }: { values: Typed; errors: EditErrors }) {
  const id = useId();
  const errorsOf = (field: EditField) => (errors[field] ? [errors[field]] : undefined);
  return (
    <Form method="post" noValidate className="camp-edit">
      <Field
        id={editId("code")}
        label={words.code}
        hint={words.codeHint}
        name="code"
        maxLength={500}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={values.code ?? ""}
        errors={errorsOf("code")}
      />
      <Field
        id={editId("name")}
        label={words.name}
        hint={words.nameHint}
        name="name"
        maxLength={100}
        autoComplete="off"
        defaultValue={values.name ?? ""}
        errors={errorsOf("name")}
      />
      <Field
        id={editId("dueOn")}
        label={words.dueOn}
        name="dueOn"
        type="date"
        defaultValue={values.dueOn ?? ""}
        errors={errorsOf("dueOn")}
      />
      <div className="field">
        <label htmlFor={editId("kind")}>{words.kind}</label>
        <select
          id={editId("kind")}
          name="kind"
          defaultValue={values.kind ?? "autre"}
          aria-invalid={errors.kind ? true : undefined}
          aria-describedby={errors.kind ? `${id}-kind-error` : undefined}
        >
          {CAMPAIGN_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kindNames[kind]}
            </option>
          ))}
        </select>
        {errors.kind && (
          <p id={`${id}-kind-error`} className="field-error">
            {errors.kind}
          </p>
        )}
      </div>
      <div className="field">
        <label htmlFor={`${id}-level`}>{words.level}</label>
        <select id={`${id}-level`} name="level" defaultValue={values.level ?? ""}>
          <option value="">{words.noLevel}</option>
          {YEAR_LEVELS.map((level) => (
            <option key={level} value={level}>
              {levelNames[level] ?? level}
            </option>
          ))}
        </select>
      </div>
      <div className="actions">
        <Button type="submit" name="intent" value="change">
          {words.save}
        </Button>
      </div>
    </Form>
  );
}

function StateForm({ campaign: { state } }: { campaign: CampaignDetail }) {
  if (state === "planned") return null;
  const isOpen = state === "open";
  return (
    <Form method="post" className="camp-undo">
      <input type="hidden" name="intent" value="state" />
      <p className="muted">
        {isOpen ? words.closeText : state === "archived" && words.reopenArchived}
      </p>
      {isOpen ? (
        <Button type="submit" name="state" value="closed" quiet>
          {words.close}
        </Button>
      ) : (
        <Button type="submit" name="state" value="open" quiet>
          {words.reopen}
        </Button>
      )}
    </Form>
  );
}

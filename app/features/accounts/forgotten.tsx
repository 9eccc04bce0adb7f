import { forgottenWords as words } from "#words/accounts.ts";
import { pageTitle } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { type FieldState, fieldProps } from "../../ui/field-state.ts";
import { FormErrors, SendOnce } from "../shell/form-page.tsx";
import { PasswordField } from "./password-field.tsx";

type Parts = {
  form: { id: string };
  field: FieldState;
  attempt: unknown;
  general: string[] | undefined;
};

/** First visit: which address? */
export function AskReset({ form, field, attempt, general }: Parts) {
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors title={words.title} fields={[field]} general={general} attempt={attempt} />
      <section className="card">
        <p>{words.ask.lead}</p>
        <SendOnce
          id={form.id}
          action={paths.forgottenPassword()}
          submit={words.ask.submit}
          submitting={words.ask.submitting}
        >
          <Field
            label={words.ask.email}
            {...fieldProps(field)}
            type="email"
            autoComplete="username"
            required
          />
        </SendOnce>
      </section>
    </>
  );
}

/** The same for every address, known or not. */
export function ResetSent() {
  return (
    <section className="card">
      <title>{pageTitle(words.sent.title)}</title>
      <h1 tabIndex={-1}>{words.sent.title}</h1>
      <p>{words.sent.text}</p>
      <p className="muted">{words.sent.nothing}</p>
      <p className="actions">
        <ButtonLink to={`${paths.forgottenPassword()}?demande`} quiet>
          {words.sent.again}
        </ButtonLink>
      </p>
    </section>
  );
}

/** The page of a link that opens: the person types the new password, once. */
export function ChooseForm({
  form,
  field,
  attempt,
  name,
  email,
}: Parts & { name: string; email: string }) {
  return (
    <>
      <h1 tabIndex={-1}>{words.choose.title}</h1>
      <FormErrors title={words.choose.title} fields={[field]} attempt={attempt} />
      <section className="card">
        <p>{words.choose.lead(email)}</p>
        <SendOnce id={form.id} submit={words.choose.submit} submitting={words.choose.submitting}>
          {/* The browser's password manager needs to know which account this is. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            label={words.choose.password}
            id={field.id}
            name={field.name}
            chosen
            required
            personal={[name, email]}
            errors={field.errors}
          />
        </SendOnce>
      </section>
    </>
  );
}

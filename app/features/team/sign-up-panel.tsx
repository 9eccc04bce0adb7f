import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form, useNavigation } from "react-router";
import { joining } from "#words/joining.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Field } from "../../ui/field.tsx";
import { fieldProps } from "../../ui/field-state.ts";
import { Link } from "../../ui/link.tsx";
import { PasswordField } from "../accounts/password-field.tsx";

const words = joining.signUp;

export type SignUpFields = {
  firstName: string;
  lastName: string;
  email: string;
  password: string;
  terms: string;
};

/** « Je m'inscris »: a new account, created only with a valid link. */
export function SignUpPanel(props: {
  invited: string | null;
  school: string;
  result: SubmissionResult<string[]> | null;
}) {
  const [form, fields] = useForm<SignUpFields>({
    id: "inscription",
    lastResult: props.result,
    defaultValue: { email: props.invited ?? "" },
  });
  const sending = useNavigation().formData?.get("intent") === "sign-up";
  const { firstName, lastName, email, password, terms } = fields;
  return (
    <section className="card" aria-labelledby="inscription-titre">
      <h2 id="inscription-titre">{words.title}</h2>
      <ErrorSummary
        fields={[firstName, lastName, email, password, terms]}
        general={form.errors}
        attempt={props.result}
      />
      <p className="muted">{words.allRequired}</p>
      <Form method="post" id={form.id} noValidate>
        <Field
          label={words.firstName}
          {...fieldProps(firstName)}
          autoComplete="given-name"
          required
        />
        <Field
          label={words.lastName}
          {...fieldProps(lastName)}
          autoComplete="family-name"
          required
        />
        <Field
          label={words.email}
          hint={props.invited ? words.boundHint(props.invited) : words.freeHint}
          {...fieldProps(email)}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          label={words.password}
          id={password.id}
          name={password.name}
          chosen
          required
          personal={[props.school]}
          personalFields={[firstName.name, lastName.name, email.name]}
          errors={password.errors}
        />
        <div className="field">
          <label className="check">
            <input
              type="checkbox"
              id={terms.id}
              name={terms.name}
              required
              defaultChecked={terms.initialValue === "on"}
              aria-invalid={terms.errors ? true : undefined}
              aria-describedby={terms.errors ? `${terms.id}-error` : undefined}
            />
            {words.terms}
          </label>
          <Link to={paths.terms()} target="_blank">
            {words.readTerms}
          </Link>
          {terms.errors && (
            <p id={`${terms.id}-error`} className="field-error">
              {terms.errors[0]}
            </p>
          )}
        </div>
        <Button type="submit" name="intent" value="sign-up" aria-disabled={sending || undefined}>
          {sending ? words.submitting : words.submit}
        </Button>
      </Form>
    </section>
  );
}

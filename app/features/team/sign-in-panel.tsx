import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form, Link, useNavigation } from "react-router";
import { joining } from "../../i18n/joining.ts";
import { forms, signIn } from "../../i18n/pages.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Field } from "../../ui/field.tsx";
import { PasswordField } from "../accounts/password-field.tsx";

const words = joining.signIn;

/** « J'ai déjà un compte PIX »: signs in, and joins at once when nothing remains to be asked. */
export function SignInPanel(props: { email: string; result: SubmissionResult<string[]> | null }) {
  const [form, fields] = useForm<{ email: string; password: string }>({
    id: "connexion",
    lastResult: props.result,
    defaultValue: { email: props.email },
  });
  const sending = useNavigation().formData?.get("intent") === "sign-in";
  const { email, password } = fields;
  const errors = [email, password].flatMap(({ id, errors }) =>
    (errors ?? []).slice(0, 1).map((text) => ({ id, text })),
  );
  return (
    <section className="card" aria-labelledby="connexion-titre">
      <h2 id="connexion-titre">{words.title}</h2>
      <ErrorSummary
        title={forms.errorSummary(errors.length)}
        errors={errors}
        general={form.errors}
        attempt={props.result}
      />
      <p className="muted">{words.text}</p>
      <Form method="post" id={form.id} noValidate>
        <Field
          label={signIn.email}
          id={email.id}
          name={email.name}
          type="email"
          autoComplete="username"
          required
          defaultValue={email.initialValue}
          errors={email.errors}
        />
        <PasswordField
          label={signIn.password}
          id={password.id}
          name={password.name}
          required
          errors={password.errors}
        />
        <Button type="submit" name="intent" value="sign-in" aria-disabled={sending || undefined}>
          {sending ? signIn.submitting : signIn.submit}
        </Button>
        <p className="after">
          <Link to={paths.forgottenPassword()}>{words.forgotten}</Link>
        </p>
      </Form>
    </section>
  );
}

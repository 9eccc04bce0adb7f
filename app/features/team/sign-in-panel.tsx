import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form, useNavigation } from "react-router";
import { joining } from "#words/joining.ts";
import { signIn } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Field } from "../../ui/field.tsx";
import { fieldProps } from "../../ui/field-state.ts";
import { Link } from "../../ui/link.tsx";
import { PasswordField } from "../accounts/password-field.tsx";

const words = joining.signIn;

/** « J'ai déjà un compte PIX »: signs in, and joins at once when no other step is needed. */
export function SignInPanel(props: { email: string; result: SubmissionResult<string[]> | null }) {
  const [form, fields] = useForm<{ email: string; password: string }>({
    id: "connexion",
    lastResult: props.result,
    defaultValue: { email: props.email },
  });
  const sending = useNavigation().formData?.get("intent") === "sign-in";
  const { email, password } = fields;
  return (
    <section className="card" aria-labelledby="connexion-titre">
      <h2 id="connexion-titre">{words.title}</h2>
      <ErrorSummary
        fields={[email, password]}
        general={form.errors}
        refused={signIn.refused}
        attempt={props.result}
      />
      <p className="muted">{words.text}</p>
      <Form method="post" id={form.id} noValidate>
        <Field
          label={signIn.email}
          {...fieldProps(email)}
          type="email"
          autoComplete="username"
          required
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

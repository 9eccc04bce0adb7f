import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, Form, redirect, useNavigation } from "react-router";
import { signIn } from "#worker/accounts/sign-in.ts";
import { getEnv, getSession } from "../context.ts";
import { PasswordField } from "../features/accounts/password-field.tsx";
import { SignInForm } from "../features/accounts/sign-in-form.server.ts";
import { Alone } from "../features/shell/alone.tsx";
import { readForm } from "../form.server.ts";
import { forms, pageTitle, signIn as words } from "../i18n/pages.ts";
import { localPath, paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Field } from "../ui/field.tsx";
import type { Route } from "./+types/connexion.ts";

type Credentials = { email: string; password: string };

export async function loader({ context }: Route.LoaderArgs) {
  if (await getSession(context)) throw redirect(paths.home());
  return null;
}

export async function action({ request, context }: Route.ActionArgs) {
  const submission = parseWithZod(await readForm(request), { schema: SignInForm });
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return data(submission.reply(hidden), { status: 400 });

  const signedIn = await signIn(getEnv(context), request, submission.value);
  if (!signedIn.ok) {
    const status = signedIn.reason === "TOO_MANY" ? 429 : 400;
    const formErrors = [words.errors[signedIn.reason]];
    return data(submission.reply({ ...hidden, formErrors }), { status });
  }
  const asked = localPath(new URL(request.url).searchParams.get("retour"));
  throw redirect(asked ?? paths.home(), { headers: signedIn.headers });
}

export default function SignIn({ actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<Credentials>({ lastResult: actionData ?? null });
  const sending = useNavigation().state !== "idle";
  const errors = [fields.email, fields.password].flatMap(({ id, errors }) =>
    (errors ?? []).slice(0, 1).map((text) => ({ id, text })),
  );
  const failed = errors.length > 0 || form.errors !== undefined;
  return (
    <Alone>
      <title>{pageTitle(failed ? forms.titleWithError(words.title) : words.title)}</title>
      <h1 tabIndex={-1}>{words.title}</h1>
      <ErrorSummary
        title={forms.errorSummary(errors.length)}
        errors={errors}
        general={form.errors}
        attempt={actionData}
      />
      <p>{words.membersOnly}</p>
      <Form method="post" id={form.id} className="card" noValidate>
        <p className="muted">{words.allRequired}</p>
        <Field
          label={words.email}
          id={fields.email.id}
          name={fields.email.name}
          type="email"
          autoComplete="username"
          required
          defaultValue={fields.email.initialValue}
          errors={fields.email.errors}
        />
        <PasswordField
          label={words.password}
          id={fields.password.id}
          name={fields.password.name}
          required
          errors={fields.password.errors}
        />
        <Button type="submit" aria-disabled={sending || undefined}>
          {sending ? words.submitting : words.submit}
        </Button>
      </Form>
    </Alone>
  );
}

import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { signInErrors, signInWords } from "#words/accounts.ts";
import { shell, signIn as words } from "#words/pages.ts";
import { signIn } from "#worker/accounts/sign-in.ts";
import { getEnv, getSession } from "../context.ts";
import { SignInForm } from "../features/accounts/account-forms.server.ts";
import { PasswordField } from "../features/accounts/password-field.tsx";
import { refusalStatus, sendRetryAfter } from "../features/accounts/retry.server.ts";
import { Alone } from "../features/shell/alone.tsx";
import { FormErrors, SendOnce } from "../features/shell/form-page.tsx";
import { HelpLine } from "../features/shell/help-line.tsx";
import { readForm } from "../form.server.ts";
import { localPath, paths } from "../paths.ts";
import { Field } from "../ui/field.tsx";
import { fieldProps } from "../ui/field-state.ts";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/connexion.ts";

type Credentials = { email: string; password: string };

export async function loader({ request, context }: Route.LoaderArgs) {
  if (await getSession(context)) throw redirect(paths.home());
  const state = new URL(request.url).searchParams.get("etat") ?? "";
  return { notice: new Map(Object.entries(signInWords.states)).get(state) ?? null };
}

export async function action({ request, context }: Route.ActionArgs) {
  const submission = parseWithZod(readForm(context), { schema: SignInForm });
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return data(submission.reply(hidden), { status: 400 });

  const signedIn = await signIn(getEnv(context), request, submission.value);
  if (!signedIn.ok) {
    const formErrors = signInErrors(signedIn);
    return data(submission.reply({ ...hidden, formErrors }), refusalStatus(signedIn));
  }
  const asked = localPath(new URL(request.url).searchParams.get("retour"));
  const next = signedIn.secondFactor
    ? paths.signInCode(asked)
    : (asked ?? paths.first(signedIn.school));
  throw redirect(next, { headers: signedIn.headers });
}

export const headers = sendRetryAfter;

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<Credentials>({ lastResult: actionData ?? null });
  return (
    <Alone>
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors
        title={words.title}
        fields={[fields.email, fields.password]}
        general={form.errors}
        refused={words.refused}
        attempt={actionData}
      />
      {loaderData.notice && !actionData && (
        <Notice focused>
          <p>{loaderData.notice}</p>
        </Notice>
      )}
      <p>{words.membersOnly}</p>
      <section className="card">
        <SendOnce id={form.id} submit={words.submit} submitting={words.submitting}>
          <p className="muted">{words.allRequired}</p>
          <Field
            label={words.email}
            {...fieldProps(fields.email)}
            type="email"
            autoComplete="username"
            required
          />
          <PasswordField
            label={words.password}
            id={fields.password.id}
            name={fields.password.name}
            required
            errors={fields.password.errors}
          />
        </SendOnce>
        <p className="beside">
          <Link to={paths.forgottenPassword()}>{signInWords.forgotten}</Link>
        </p>
      </section>
      <p>
        {signInWords.forHeads} <Link to={paths.activation()}>{signInWords.activate}</Link>
      </p>
      <HelpLine to={paths.documentation()} label={shell.readDocumentation} />
    </Alone>
  );
}

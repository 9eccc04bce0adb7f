import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { codeWords as words } from "#words/accounts.ts";
import { completeSignIn, hasChallenge } from "#worker/accounts/complete-sign-in.ts";
import { getEnv, getSession, type PageContext } from "../context.ts";
import { CodeForm } from "../features/accounts/account-forms.server.ts";
import { Alone } from "../features/shell/alone.tsx";
import { FormErrors, SendOnce } from "../features/shell/form-page.tsx";
import { readForm } from "../form.server.ts";
import { localPath, paths } from "../paths.ts";
import { Field } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import type { Route } from "./+types/connexion-code.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  await requireChallenge(request, context);
  return null;
}

export async function action({ request, context }: Route.ActionArgs) {
  await requireChallenge(request, context);
  const submission = parseWithZod(readForm(context), { schema: CodeForm });
  const hidden = { hideFields: ["code"] };
  if (submission.status !== "success") return data(submission.reply(hidden), { status: 400 });

  const completed = await completeSignIn(getEnv(context), request, submission.value.code);
  const asked = localPath(new URL(request.url).searchParams.get("retour"));
  if (completed.ok) {
    throw redirect(asked ?? paths.first(completed.school), { headers: completed.headers });
  }
  if (completed.reason === "EXPIRED") throw redirect(paths.signIn(asked, "code-expire"));
  if (completed.reason === "USED") throw redirect(paths.signIn(asked, "code-servi"));
  const fieldErrors = { code: [words.errors[completed.reason]] };
  const status = completed.reason === "LOCKED" ? 429 : 400;
  return data(submission.reply({ ...hidden, fieldErrors }), { status });
}

/** A visitor who is signed in, or who has not just given a password, has nothing to do here. */
async function requireChallenge(request: Request, context: PageContext): Promise<void> {
  if (await getSession(context)) throw redirect(paths.home());
  if (!hasChallenge(request)) throw redirect(paths.signIn());
}

/** Second step of signing in: the authenticator's code, or a recovery code. */
export default function SignInCode({ actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<{ code: string }>({ lastResult: actionData ?? null });
  return (
    <Alone>
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors title={words.title} fields={[fields.code]} attempt={actionData} />
      <p>{words.lead}</p>
      <section className="card">
        <SendOnce id={form.id} submit={words.submit} submitting={words.submitting}>
          <Field
            label={words.code}
            id={fields.code.id}
            name={fields.code.name}
            type="text"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            required
            errors={fields.code.errors}
          />
        </SendOnce>
      </section>
      <details>
        <summary>{words.help}</summary>
        <p>{words.helpText}</p>
      </details>
      <p>
        <Link to={paths.signIn()}>{words.restart}</Link>
      </p>
    </Alone>
  );
}

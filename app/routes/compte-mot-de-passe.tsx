import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import {
  ownPasswordErrors,
  ownPasswordWait,
  passwordWords,
  passwordPageWords as words,
} from "#words/accounts.ts";
import { changePassword, type PasswordChange } from "#worker/accounts/change-password.ts";
import { allowedOrigin } from "#worker/platform/origin.ts";
import { getEnv, requireSession } from "../context.ts";
import { ChangePasswordForm } from "../features/accounts/account-forms.server.ts";
import { BackLink } from "../features/accounts/back-link.tsx";
import { PasswordField } from "../features/accounts/password-field.tsx";
import { refusalStatus, sendRetryAfter } from "../features/accounts/retry.server.ts";
import { FormErrors, SendOnce } from "../features/shell/form-page.tsx";
import { Outside } from "../features/shell/outside.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import type { Route } from "./+types/compte-mot-de-passe.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireSession(context);
  return { name: user.name, email: user.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { user, sessionId } = await requireSession(context);
  const submission = parseWithZod(readForm(context), { schema: ChangePasswordForm });
  const hidden = { hideFields: ["present", "chosen"] };
  if (submission.status !== "success") return data(submission.reply(hidden), { status: 400 });

  const env = getEnv(context);
  const changed = await changePassword(env, {
    userId: user.id,
    name: user.name,
    email: user.email,
    ...submission.value,
    sessionId,
    origin: allowedOrigin(env, request),
    now: Date.now(),
  });
  if (changed.ok) throw redirect(`${paths.account()}?fait=mot-de-passe`, 303);
  const fieldErrors = errorsOf(changed);
  return data(submission.reply({ ...hidden, fieldErrors }), refusalStatus(changed));
}

export const headers = sendRetryAfter;

function errorsOf(refused: Exclude<PasswordChange, { ok: true }>): Record<string, string[]> {
  switch (refused.reason) {
    case "TOO_MANY":
    case "BUSY":
      return { present: [ownPasswordWait(refused)] };
    case "WRONG_PASSWORD":
      return { present: [ownPasswordErrors.WRONG_PASSWORD] };
    default:
      return { chosen: [passwordWords.problems[refused.reason]] };
  }
}

export default function ChangePassword({ loaderData, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<{ present: string; chosen: string }>({
    lastResult: actionData ?? null,
  });
  return (
    <Outside>
      <BackLink to={paths.account()} label={words.back} />
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors
        title={words.title}
        fields={[fields.present, fields.chosen]}
        attempt={actionData}
      />
      <section className="card">
        <p>{words.lead}</p>
        <SendOnce id={form.id} submit={words.submit} submitting={words.submitting}>
          <PasswordField
            label={words.present}
            id={fields.present.id}
            name={fields.present.name}
            required
            errors={fields.present.errors}
          />
          <PasswordField
            label={words.chosen}
            id={fields.chosen.id}
            name={fields.chosen.name}
            chosen
            required
            personal={[loaderData.name, loaderData.email]}
            errors={fields.chosen.errors}
          />
        </SendOnce>
      </section>
    </Outside>
  );
}

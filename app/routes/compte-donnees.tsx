import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { accountWords, ownPasswordErrors, ownPasswordWait } from "#words/accounts.ts";
import { accountRights as words } from "#words/rights.ts";
import { signOut } from "#worker/accounts/sign-in.ts";
import { forgetCookie } from "#worker/platform/cookies.ts";
import { type AccountEnd, eraseAccount, schoolsLeftAlone } from "#worker/rights/erase-account.ts";
import { getEnv, requireSession } from "../context.ts";
import { OwnPasswordForm } from "../features/accounts/account-forms.server.ts";
import { BackLink } from "../features/accounts/back-link.tsx";
import { PasswordField } from "../features/accounts/password-field.tsx";
import { refusalStatus, sendRetryAfter } from "../features/accounts/retry.server.ts";
import { FormErrors, SendOnce } from "../features/shell/form-page.tsx";
import { Outside } from "../features/shell/outside.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { DownloadLink } from "../ui/button.tsx";
import { Download } from "../ui/icons.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/compte-donnees.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = await requireSession(context);
  return { alone: await schoolsLeftAlone(getEnv(context), user.id) };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { user, sessionId } = await requireSession(context);
  const submission = parseWithZod(readForm(context), { schema: OwnPasswordForm });
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return data(submission.reply(hidden), { status: 400 });
  const env = getEnv(context);
  const { password } = submission.value;
  const ended = await eraseAccount(env, { userId: user.id, sessionId, password, now: Date.now() });
  if (!ended.ok) {
    const fieldErrors = { password: [sentenceOf(ended)] };
    const status = ended.reason === "LAST_ADMIN" ? { status: 409 } : refusalStatus(ended);
    return data(submission.reply({ ...hidden, fieldErrors }), status);
  }
  const { headers: signedOut } = await signOut(env, request);
  signedOut.append("Set-Cookie", forgetCookie("known"));
  throw redirect(paths.signIn(null, "efface"), { status: 303, headers: signedOut });
}

export const headers = sendRetryAfter;

function sentenceOf(refused: Exclude<AccountEnd, { ok: true }>): string {
  switch (refused.reason) {
    case "LAST_ADMIN":
      return words.alone(refused.schools);
    case "TOO_MANY":
    case "BUSY":
      return ownPasswordWait(refused);
    case "WRONG_PASSWORD":
      return ownPasswordErrors.WRONG_PASSWORD;
  }
}

export default function AccountData({ loaderData, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<{ password: string }>({ lastResult: actionData ?? null });
  const { alone } = loaderData;
  return (
    <Outside>
      <BackLink to={paths.account()} label={accountWords.title} />
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors title={words.title} fields={[fields.password]} attempt={actionData} />
      <section className="card">
        <h2>{words.export.title}</h2>
        <p>{words.export.text}</p>
        <DownloadLink href={paths.api.accountData()} icon={Download} quiet>
          {words.export.submit}
        </DownloadLink>
      </section>
      <section className="card">
        <h2>{words.erase.title}</h2>
        {alone.length > 0 ? (
          <Notice tone="warn">
            <p>{words.alone(alone)}</p>
          </Notice>
        ) : (
          <>
            <p>{words.erase.what}</p>
            <p>{words.erase.stays}</p>
            <p>
              <strong>{words.erase.never}</strong>
            </p>
            <SendOnce
              id={form.id}
              look="danger"
              submit={words.erase.submit}
              submitting={words.erase.submitting}
            >
              <PasswordField
                label={words.erase.password}
                id={fields.password.id}
                name={fields.password.name}
                required
                errors={fields.password.errors}
              />
            </SendOnce>
          </>
        )}
      </section>
    </Outside>
  );
}

import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { passwordWords, forgottenWords as words } from "#words/accounts.ts";
import { busyWords, inTime } from "#words/waits.ts";
import {
  readResetLink,
  requestPasswordReset,
  resetPassword,
} from "#worker/accounts/reset-password.ts";
import { getEnv, type PageContext } from "../context.ts";
import { ForgottenForm, NewPasswordForm } from "../features/accounts/account-forms.server.ts";
import { AskReset, ChooseForm, ResetSent } from "../features/accounts/forgotten.tsx";
import { LinkOver } from "../features/accounts/link-over.tsx";
import { forgetLinkToken, takeLinkToken } from "../features/accounts/link-token.server.ts";
import { refusalStatus, retryLater, sendRetryAfter } from "../features/accounts/retry.server.ts";
import { Alone } from "../features/shell/alone.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { Link } from "../ui/link.tsx";
import type { Route } from "./+types/mot-de-passe-oublie.ts";

/** With the secret of a mail: choose the new password. Without, or to start again: ask for the mail. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams;
  const token = takeLinkToken(request, "reset");
  if (query.has("envoye")) return { step: "sent" as const };
  if (token === null || query.has("demande")) return { step: "ask" as const };
  const link = await readResetLink(getEnv(context), token, Date.now());
  if (link.state !== "open") return { step: "over" as const, state: link.state };
  return { step: "choose" as const, name: link.name, email: link.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = readForm(context);
  return form.has("password")
    ? await choose(request, context, form)
    : await ask(request, context, form);
}

async function ask(request: Request, context: PageContext, form: FormData) {
  const submission = parseWithZod(form, { schema: ForgottenForm });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { email } = submission.value;
  const asked = await requestPasswordReset(getEnv(context), request, { email, now: Date.now() });
  if (!asked.ok) {
    const formErrors = [words.refused[asked.reason](inTime(asked.waitMs))];
    return data(submission.reply({ formErrors }), retryLater(429, asked.waitMs));
  }
  throw redirect(`${paths.forgottenPassword()}?envoye`, 303);
}

async function choose(request: Request, context: PageContext, form: FormData) {
  const submission = parseWithZod(form, { schema: NewPasswordForm });
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return data(submission.reply(hidden), { status: 400 });
  const reset = await resetPassword(getEnv(context), request, {
    token: takeLinkToken(request, "reset") ?? "",
    password: submission.value.password,
    now: Date.now(),
  });
  // The page says why the link no longer opens.
  if (!reset.ok && reset.reason === "LINK") throw redirect(paths.forgottenPassword(), 303);
  if (!reset.ok) {
    const told =
      reset.reason === "BUSY" ? busyWords(reset.waitMs) : passwordWords.problems[reset.reason];
    const fieldErrors = { password: [told] };
    return data(submission.reply({ ...hidden, fieldErrors }), refusalStatus(reset));
  }
  reset.headers.append("Set-Cookie", forgetLinkToken("reset"));
  throw redirect(paths.signIn(null, "mot-de-passe"), { status: 303, headers: reset.headers });
}

export const headers = sendRetryAfter;

export default function ForgottenPassword({ loaderData, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<{ email: string; password: string }>({
    lastResult: actionData ?? null,
  });
  const parts = { form, attempt: actionData, general: form.errors };
  return (
    <Alone>
      {loaderData.step === "ask" && <AskReset {...parts} field={fields.email} />}
      {loaderData.step === "sent" && <ResetSent />}
      {loaderData.step === "choose" && (
        <ChooseForm {...parts} field={fields.password} {...loaderData} />
      )}
      {loaderData.step === "over" && (
        <LinkOver
          words={words.states[loaderData.state]}
          to={`${paths.forgottenPassword()}?demande`}
          label={words.sent.again}
        />
      )}
      <p>
        <Link to={paths.signIn()}>{words.back}</Link>
      </p>
    </Alone>
  );
}

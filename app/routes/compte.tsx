import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { accountDone, accountWords as words } from "#words/accounts.ts";
import { sendConfirmation } from "#worker/accounts/confirm-address.ts";
import { chooseImportNews, readAccount, renamePerson } from "#worker/accounts/read-account.ts";
import { closeAllSessions, closeSession, listSessions } from "#worker/accounts/sessions.ts";
import { signOut } from "#worker/accounts/sign-in.ts";
import { allowedOrigin } from "#worker/platform/origin.ts";
import { getEnv, requireSession } from "../context.ts";
import { AccountIntent, NameForm } from "../features/accounts/account-forms.server.ts";
import { Address, Identity } from "../features/accounts/account-identity.tsx";
import { News, OneAccount, OwnData, Security, Terms } from "../features/accounts/account-parts.tsx";
import { BackLink } from "../features/accounts/back-link.tsx";
import { Sessions } from "../features/accounts/session-list.tsx";
import { FormErrors } from "../features/shell/form-page.tsx";
import { Outside, useInShell } from "../features/shell/outside.tsx";
import { useTyped } from "../features/shell/use-typed.ts";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/compte.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { user, sessionId } = await requireSession(context);
  const env = getEnv(context);
  const [account, sessions] = await Promise.all([
    readAccount(env, user.id),
    listSessions(env, { userId: user.id, sessionId, now: Date.now() }),
  ]);
  const done = new URL(request.url).searchParams.get("fait") ?? "";
  return {
    userId: user.id,
    account,
    sessions,
    notice: new Map(Object.entries(accountDone)).get(done) ?? null,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { user } = await requireSession(context);
  const form = readForm(context);
  const asked = AccountIntent.safeParse(Object.fromEntries(form));
  if (!asked.success) throw data(null, { status: 400 });
  const env = getEnv(context);
  switch (asked.data.intent) {
    case "rename":
      return await rename(env, user.id, form);
    case "send-confirmation": {
      const origin = allowedOrigin(env, request);
      const { id: userId, name, email } = user;
      const sent = await sendConfirmation(env, { userId, name, email, origin, now: Date.now() });
      if (sent.ok) throw done("message");
      throw done(sent.reason === "CONFIRMED" ? "deja-confirmee" : "trop-de-messages");
    }
    case "close-session":
      await closeSession(env, { userId: user.id, sessionId: asked.data.session });
      throw done("session");
    case "news": {
      const wanted = asked.data.importNews === "on";
      await chooseImportNews(env, { userId: user.id, wanted, now: Date.now() });
      throw done("messages");
    }
    case "close-all":
      throw await closeAll(env, request, user.id);
  }
}

async function rename(env: Env, userId: string, form: FormData) {
  const submission = parseWithZod(form, { schema: NameForm });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  await renamePerson(env, { userId, name: submission.value.name, now: Date.now() });
  throw done("nom");
}

async function closeAll(env: Env, request: Request, userId: string) {
  const { headers } = await signOut(env, request);
  await closeAllSessions(env, userId);
  return redirect(paths.signIn(null, "partout"), { status: 303, headers });
}

function done(what: keyof typeof accountDone) {
  return redirect(`${paths.account()}?fait=${what}`, 303);
}

/** The account of the signed-in person, in any school. */
export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  const { userId, account, sessions, notice } = loaderData;
  // For a person without a school: the menu does it for the others.
  useTyped(userId);
  const inShell = useInShell();
  const [form, fields] = useForm<{ name: string }>({
    lastResult: actionData ?? null,
    defaultValue: { name: account.name },
  });
  return (
    <Outside wide>
      {!inShell && <BackLink to={paths.home()} label={words.back} />}
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors title={words.title} fields={[fields.name]} attempt={actionData} />
      {notice && !actionData && (
        <Notice focused>
          <p>{notice}</p>
        </Notice>
      )}
      <Identity form={form} field={fields.name} />
      <Address email={account.email} verified={account.emailVerified} />
      <News wanted={account.importNews} />
      <Security hasSecondFactor={account.hasSecondFactor} />
      <Sessions sessions={sessions} />
      <OneAccount />
      <OwnData />
      <Terms terms={account.terms} />
    </Outside>
  );
}

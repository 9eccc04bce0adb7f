import { data, redirect } from "react-router";
import { schoolLine, joining as words } from "#words/joining.ts";
import { pageTitle, shell } from "#words/pages.ts";
import { readJoinPage } from "#worker/team/join-with-account.ts";
import { getEnv, getSession, type PageContext } from "../context.ts";
import { forgetLinkToken, takeLinkToken } from "../features/accounts/link-token.server.ts";
import { sendRetryAfter } from "../features/accounts/retry.server.ts";
import { Alone } from "../features/shell/alone.tsx";
import { HelpLine } from "../features/shell/help-line.tsx";
import { EndedLink } from "../features/team/ended-link.tsx";
import { type ClosedView, type OpenView, viewOf } from "../features/team/join-view.ts";
import {
  useOtherAccount as changeAccount,
  joinSignedIn,
  signInAndJoin,
  signUpAndJoin,
} from "../features/team/joining.server.ts";
import { SignInPanel } from "../features/team/sign-in-panel.tsx";
import { SignUpPanel } from "../features/team/sign-up-panel.tsx";
import { SignedInPanel } from "../features/team/signed-in-panel.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import type { Route } from "./+types/rejoindre.ts";

/** Reads what the link opens; opening it consumes nothing. */
export async function loader({ request, context }: Route.LoaderArgs) {
  return await readView(takeLinkToken(request, "join"), context);
}

async function readView(
  token: string | null,
  context: PageContext,
): Promise<OpenView | ClosedView> {
  const session = await getSession(context);
  if (token === null) return { state: "missing", school: null, signedIn: session !== null };
  const userId = session?.user.id ?? null;
  const page = await readJoinPage(getEnv(context), { token, userId, now: Date.now() });
  // A second tab, a second click, the link opened again: a member goes to the school.
  if (page.link.state === "used" && page.person && page.person.role !== null) {
    const headers = { "Set-Cookie": forgetLinkToken("join") };
    throw redirect(paths.school(page.link.school.uai), { status: 303, headers });
  }
  return viewOf(page, session !== null);
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = readForm(context);
  const token = takeLinkToken(request, "join");
  const view = await readView(token, context);
  if (token === null || view.state !== "open") throw redirect(paths.join(), 303);
  const join = { env: getEnv(context), request, token, form };
  const session = await getSession(context);
  switch (form.get("intent")) {
    case "sign-up":
      return await signUpAndJoin(join, view);
    case "sign-in":
      return await signInAndJoin(join);
    case "other-account":
      return await changeAccount(join);
    case "join":
      if (!session) throw redirect(paths.join(), 303);
      return await joinSignedIn(join, session.user.id);
    default:
      throw data(null, { status: 400 });
  }
}

export const headers = sendRetryAfter;

export default function Join({ loaderData: view, actionData }: Route.ComponentProps) {
  if (view.state !== "open") {
    return (
      <Alone>
        <title>{pageTitle(words.states[view.state].title)}</title>
        <EndedLink view={view} />
        <HelpLine to={paths.guide("liens")} label={words.helpEnded} />
      </Alone>
    );
  }
  const { school, invited, account } = view;
  const signUp = actionData?.intent === "sign-up" ? actionData.result : null;
  const signIn = actionData?.intent === "sign-in" ? actionData.result : null;
  const problem = actionData?.intent === "join" ? actionData.problem : undefined;
  return (
    <Alone wide>
      <title>{pageTitle(words.title)}</title>
      <h1 tabIndex={-1}>{words.title}</h1>
      <dl className="offer">
        <div>
          <dt>{words.school}</dt>
          <dd>{schoolLine(school)}</dd>
        </div>
        <div>
          <dt>{words.role}</dt>
          <dd>{words.roles[view.role]}</dd>
        </div>
      </dl>
      {account ? (
        <SignedInPanel view={view} account={account} problem={problem} />
      ) : (
        <>
          <p>{words.oneAccount}</p>
          <div className="panels">
            <SignUpPanel invited={invited} school={school.name} result={signUp} />
            <SignInPanel email={emailTyped(signUp) ?? invited ?? ""} result={signIn} />
          </div>
        </>
      )}
      <HelpLine to={paths.documentation()} label={shell.readDocumentation} />
    </Alone>
  );
}

/** A person whose address already has an account finds it filled in in the other panel. */
function emailTyped(result: { initialValue?: Record<string, unknown> | null } | null) {
  const email = result?.initialValue?.email;
  return typeof email === "string" && email !== "" ? email : null;
}

import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { signInErrors } from "#words/accounts.ts";
import { joining } from "#words/joining.ts";
import { busyWords, inTime } from "#words/waits.ts";
import { findSession } from "#worker/accounts/session.ts";
import { signIn, signOut } from "#worker/accounts/sign-in.ts";
import { TERMS_VERSION } from "#worker/accounts/terms.ts";
import { causeText, log } from "#worker/platform/log.ts";
import { type JoinOutcome, joinWithAccount } from "#worker/team/join-with-account.ts";
import { joinWithNewAccount, type SignUpRefusal } from "#worker/team/join-with-new-account.ts";
import { paths } from "../../paths.ts";
import { SignInForm } from "../accounts/account-forms.server.ts";
import { forgetLinkToken } from "../accounts/link-token.server.ts";
import { refusalStatus } from "../accounts/retry.server.ts";
import { signUpForm } from "./join-form.server.ts";
import type { OpenView } from "./join-view.ts";

export type JoinRequest = { env: Env; request: Request; token: string; form: FormData };

const HIDDEN = { hideFields: ["password"] };

/** « Je m'inscris »: the account and the membership, then the session; goes to the school. */
export async function signUpAndJoin({ env, request, token, form }: JoinRequest, view: OpenView) {
  const submission = parseWithZod(form, { schema: signUpForm(view.school.name) });
  if (submission.status !== "success") return refuse("sign-up", submission.reply(HIDDEN));
  const { firstName, lastName, email, password } = submission.value;
  const name = `${firstName} ${lastName}`;
  const signUp = { name, email, password, termsVersion: TERMS_VERSION };
  const joined = await joinWithNewAccount(env, { token, signUp, now: Date.now() });
  if (joined.ok) {
    const headers = await openSession({ env, request }, { email, password });
    return leave(paths.school(joined.school.uai), headers);
  }
  if (joined.reason === "LINK") return redirect(paths.join(), 303);
  const errors =
    "waitMs" in joined ? { formErrors: [waitWords(joined)] } : signUpErrors(joined.reason, view);
  return refuse("sign-up", submission.reply({ ...HIDDEN, ...errors }), refusalStatus(joined));
}

/** Cookies of the session; none when it does not open: the person has joined all the same, and signs in later. */
async function openSession(
  { env, request }: Pick<JoinRequest, "env" | "request">,
  credentials: { email: string; password: string },
): Promise<Headers | undefined> {
  try {
    const signedIn = await signIn(env, request, credentials);
    return signedIn.ok ? signedIn.headers : undefined;
  } catch (error) {
    log({ event: "sign_in.failed", cause: causeText(error) }, error);
    return undefined;
  }
}

function waitWords({ reason, waitMs }: { reason: "TOO_MANY" | "BUSY"; waitMs: number }) {
  return reason === "BUSY" ? busyWords(waitMs) : joining.signUp.errors.TOO_MANY(inTime(waitMs));
}

function signUpErrors(reason: Exclude<SignUpRefusal, "LINK">, view: OpenView) {
  const words = joining.signUp.errors;
  const message =
    reason === "OTHER_ADDRESS" ? words.OTHER_ADDRESS(view.invited ?? "") : words.EMAIL_TAKEN;
  return { fieldErrors: { email: [message] } };
}

/** « Je me connecte »: joins at once, or leaves the missing step to the page. */
export async function signInAndJoin({ env, request, token, form }: JoinRequest) {
  const submission = parseWithZod(form, { schema: SignInForm });
  if (submission.status !== "success") return refuse("sign-in", submission.reply(HIDDEN));
  const signedIn = await signIn(env, request, submission.value);
  if (!signedIn.ok) {
    const formErrors = signInErrors(signedIn);
    const init = refusalStatus(signedIn);
    return refuse("sign-in", submission.reply({ ...HIDDEN, formErrors }), init);
  }
  // The code comes first: the link waits in its cookie, and joining then takes one click.
  if (signedIn.secondFactor) {
    return redirect(paths.signInCode(paths.join()), { status: 303, headers: signedIn.headers });
  }
  const session = await findSession(env, withCookies(request, signedIn.headers));
  if (!session) return redirect(paths.join(), { status: 303, headers: signedIn.headers });
  const wish = { token, userId: session.user.id, confirmed: false, now: Date.now() };
  const joined = await joinWithAccount(env, wish);
  if (joined.ok) return leave(paths.school(joined.school.uai), signedIn.headers);
  return redirect(paths.join(), { status: 303, headers: signedIn.headers });
}

/** The one click of a signed-in person. */
export async function joinSignedIn({ env, token, form }: JoinRequest, userId: string) {
  const confirmed = form.get("confirmed") === "on";
  const joined = await joinWithAccount(env, { token, userId, confirmed, now: Date.now() });
  return joined.ok ? leave(paths.school(joined.school.uai)) : refuseJoining(joined);
}

function refuseJoining({ reason }: Extract<JoinOutcome, { ok: false }>) {
  const words = joining.signedIn;
  const problem =
    reason === "OTHER_ADDRESS"
      ? words.confirmRequired
      : reason === "CHANGED"
        ? words.changed
        : null;
  // The page itself explains the rest: what happened to the link, or what the account lacks.
  if (problem === null) return redirect(paths.join(), 303);
  return data({ intent: "join" as const, problem }, { status: 400 });
}

/** Signs out and stays: the link waits in its cookie. */
export async function useOtherAccount({ env, request }: JoinRequest) {
  const { headers } = await signOut(env, request);
  return redirect(paths.join(), { status: 303, headers });
}

function refuse<Intent extends "sign-up" | "sign-in", Result>(
  intent: Intent,
  result: Result,
  init: ReturnType<typeof refusalStatus> = { status: 400 },
) {
  return data({ intent, result }, init);
}

/** Goes to the school and deletes the cookie of the link, which was used. */
function leave(to: string, headers = new Headers()) {
  headers.append("Set-Cookie", forgetLinkToken("join"));
  return redirect(to, { status: 303, headers });
}

/** The request with the cookies that the browser will send next time. */
function withCookies(request: Request, answered: Headers): Request {
  const cookies = answered.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return new Request(request.url, { headers: { Cookie: cookies.join("; ") } });
}

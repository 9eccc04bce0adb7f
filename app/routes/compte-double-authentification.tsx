import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "react-router";
import { ownPasswordErrors, ownPasswordWait, secondFactorWords as words } from "#words/accounts.ts";
import { readAccount } from "#worker/accounts/read-account.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  disableSecondFactor,
  type Enrolment,
  renewRecoveryCodes,
} from "#worker/accounts/second-factor.ts";
import { allowedOrigin } from "#worker/platform/origin.ts";
import { getEnv, type PageContext, requireSession } from "../context.ts";
import {
  ConfirmForm,
  OwnPasswordForm,
  SecondFactorIntent,
} from "../features/accounts/account-forms.server.ts";
import { BackLink } from "../features/accounts/back-link.tsx";
import { drawSquare } from "../features/accounts/qr-square.server.ts";
import { RecoveryCodes } from "../features/accounts/recovery-codes.tsx";
import { refusalStatus, sendRetryAfter } from "../features/accounts/retry.server.ts";
import { ScanForm } from "../features/accounts/scan-form.tsx";
import { TurnedOff, TurnedOn } from "../features/accounts/second-factor-state.tsx";
import { Outside } from "../features/shell/outside.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import type { Route } from "./+types/compte-double-authentification.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { user } = await requireSession(context);
  const env = getEnv(context);
  const { hasSecondFactor, emailVerified } = await readAccount(env, user.id);
  const codesLeft = hasSecondFactor ? await countRecoveryCodes(env, request, user.id) : 0;
  return { hasSecondFactor, emailVerified, codesLeft };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { user, sessionId } = await requireSession(context);
  const form = readForm(context);
  const asked = SecondFactorIntent.safeParse(Object.fromEntries(form));
  if (!asked.success) throw data(null, { status: 400 });
  const { intent } = asked.data;
  const caller = { request, context, user, sessionId, form };
  return intent === "confirm" ? await confirm(caller) : await withPassword(intent, caller);
}

type Caller = {
  request: Request;
  context: PageContext;
  user: { id: string; name: string; email: string };
  sessionId: string;
  form: FormData;
};

/** The authenticator's first code. The recovery codes are in this answer only: no GET returns them. */
async function confirm({ request, context, user, form }: Caller) {
  const env = getEnv(context);
  const submission = parseWithZod(form, { schema: ConfirmForm });
  const uri = String(form.get("uri") ?? "");
  if (submission.status !== "success") {
    if (submission.error?.uri) throw data(null, { status: 400 });
    return data({ step: "scan" as const, ...drawSquare(uri), error: words.scan.required }, 400);
  }
  const confirmed = await confirmSecondFactor(env, request, {
    userId: user.id,
    name: user.name,
    email: user.email,
    code: submission.value.code,
    origin: allowedOrigin(env, request),
    now: Date.now(),
  });
  if (!confirmed.ok) {
    return data({ step: "scan" as const, ...drawSquare(uri), error: words.scan.wrong }, 400);
  }
  const { codes, headers } = confirmed;
  return data({ step: "codes" as const, codes, lead: words.codes.on }, { headers });
}

type PasswordIntent = "begin" | "renew" | "disable";

async function withPassword(intent: PasswordIntent, caller: Caller) {
  const { request, context, user, sessionId, form } = caller;
  const env = getEnv(context);
  const submission = parseWithZod(form, { schema: OwnPasswordForm });
  if (submission.status !== "success") {
    const [error = ownPasswordErrors.required] = submission.error?.password ?? [];
    return data({ step: "asked" as const, intent, error }, 400);
  }
  const { password } = submission.value;
  const owner = { userId: user.id, sessionId, name: user.name, email: user.email, password };
  const outcome: Decided = await DECISIONS[intent](env, request, owner);
  if (!outcome.ok) {
    // The page itself shows the current state: it is on already, or the address is not confirmed.
    if (outcome.reason === "ALREADY" || outcome.reason === "UNVERIFIED") {
      throw redirect(paths.secondFactor(), 303);
    }
    const error = "waitMs" in outcome ? ownPasswordWait(outcome) : ownPasswordErrors.WRONG_PASSWORD;
    return data({ step: "asked" as const, intent, error }, refusalStatus(outcome));
  }
  if (outcome.enrolment) {
    return data({ step: "scan" as const, ...drawSquare(outcome.enrolment.uri), error: null });
  }
  if (outcome.codes) {
    return data({ step: "codes" as const, codes: outcome.codes, lead: words.codes.renewed });
  }
  throw redirect(`${paths.account()}?fait=double-authentification`, 303);
}

export const headers = sendRetryAfter;

type Decided =
  | { ok: true; enrolment?: Enrolment; codes?: string[] }
  | { ok: false; reason: "ALREADY" | "UNVERIFIED" }
  | { ok: false; reason: "WRONG_PASSWORD" }
  | { ok: false; reason: "TOO_MANY" | "BUSY"; waitMs: number };

type Owner = { userId: string; sessionId: string; name: string; email: string; password: string };

const DECISIONS = {
  begin: beginSecondFactor,
  renew: renewRecoveryCodes,
  disable: (env: Env, request: Request, owner: Owner) =>
    disableSecondFactor(env, {
      ...owner,
      origin: allowedOrigin(env, request),
      now: Date.now(),
    }),
};

export default function SecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  const asked = actionData?.step === "asked" ? actionData : null;
  return (
    <Outside>
      <BackLink to={paths.account()} label={words.back} />
      {actionData?.step === "scan" && <ScanForm {...actionData} attempt={actionData} />}
      {actionData?.step === "codes" && <RecoveryCodes {...actionData} />}
      {(!actionData || asked) &&
        (loaderData.hasSecondFactor ? (
          <TurnedOn codesLeft={loaderData.codesLeft} asked={asked} />
        ) : (
          <TurnedOff asked={asked} verified={loaderData.emailVerified} />
        ))}
    </Outside>
  );
}

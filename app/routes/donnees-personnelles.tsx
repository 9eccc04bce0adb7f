import { privacyNotice } from "#words/privacy.ts";
import { COOKIES } from "#worker/platform/cookies.ts";
import { LEAVERS_WARNED_MS, RETENTION } from "#worker/platform/retention.ts";
import { getEnv } from "../context.ts";
import { LegalPage } from "../features/legal/legal-page.tsx";
import { getOperator } from "../features/legal/operator.server.ts";
import type { Route } from "./+types/donnees-personnelles.ts";

export function loader({ context }: Route.LoaderArgs) {
  const facts = { periods: RETENTION, warnedMs: LEAVERS_WARNED_MS, cookies: COOKIES };
  return { text: privacyNotice(getOperator(getEnv(context)), facts) };
}

export default function Privacy({ loaderData }: Route.ComponentProps) {
  return <LegalPage text={loaderData.text} />;
}

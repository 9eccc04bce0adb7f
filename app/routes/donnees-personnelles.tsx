import { getEnv } from "../context.ts";
import { LegalPage } from "../features/legal/legal-page.tsx";
import { privacyNotice } from "../i18n/legal.ts";
import { getOperator } from "../operator.server.ts";
import type { Route } from "./+types/donnees-personnelles.ts";

export function loader({ context }: Route.LoaderArgs) {
  return { text: privacyNotice(getOperator(getEnv(context))) };
}

export default function Privacy({ loaderData }: Route.ComponentProps) {
  return <LegalPage text={loaderData.text} />;
}

import { legalNotice } from "#words/legal.ts";
import { getEnv } from "../context.ts";
import { LegalPage } from "../features/legal/legal-page.tsx";
import { getOperator } from "../features/legal/operator.server.ts";
import type { Route } from "./+types/mentions-legales.ts";

export function loader({ context }: Route.LoaderArgs) {
  return { text: legalNotice(getOperator(getEnv(context))) };
}

export default function LegalNotice({ loaderData }: Route.ComponentProps) {
  return <LegalPage text={loaderData.text} />;
}

import { accessibilityStatement } from "#words/accessibility.ts";
import { getEnv } from "../context.ts";
import { LegalPage } from "../features/legal/legal-page.tsx";
import { getOperator } from "../features/legal/operator.server.ts";
import type { Route } from "./+types/accessibilite.ts";

export function loader({ context }: Route.LoaderArgs) {
  return { text: accessibilityStatement(getOperator(getEnv(context))) };
}

export default function Accessibility({ loaderData }: Route.ComponentProps) {
  return <LegalPage text={loaderData.text} />;
}

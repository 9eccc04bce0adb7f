import { termsOfUse } from "#words/legal.ts";
import { getEnv } from "../context.ts";
import { LegalPage } from "../features/legal/legal-page.tsx";
import { getOperator } from "../features/legal/operator.server.ts";
import type { Route } from "./+types/conditions.ts";

export function loader({ context }: Route.LoaderArgs) {
  return { text: termsOfUse(getOperator(getEnv(context))) };
}

export default function Terms({ loaderData }: Route.ComponentProps) {
  return <LegalPage text={loaderData.text} />;
}

import { redirect } from "react-router";
import { signOut } from "#worker/accounts/sign-in.ts";
import { getEnv } from "../context.ts";
import { paths } from "../paths.ts";
import type { Route } from "./+types/deconnexion.ts";

export function loader() {
  throw redirect(paths.home());
}

export async function action({ request, context }: Route.ActionArgs) {
  const { headers } = await signOut(getEnv(context), request);
  throw redirect(paths.signIn(), { headers });
}

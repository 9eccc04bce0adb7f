import { redirect } from "react-router";
import { requireMember } from "../context.ts";
import { paths } from "../paths.ts";
import type { Route } from "./+types/etablissement-accueil.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { organization } = await requireMember(context);
  throw redirect(paths.pupils(organization.uai));
}

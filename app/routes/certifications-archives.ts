import { redirect } from "react-router";
import { requestArchive } from "#worker/archives/request-archive.ts";
import { requireMember } from "../context.ts";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import type { Route } from "./+types/certifications-archives.ts";

/** A visitor who opens this URL is redirected to the page where archives are requested. */
export async function loader({ context }: Route.LoaderArgs) {
  const { organization } = await requireMember(context, "admin");
  throw redirect(paths.certifications(organization.uai), 303);
}

/** « Tout archiver »: back to the page it was requested from, which shows the archive being made. */
export async function action({ context }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const form = readForm(context);
  await requestArchive(env, { organization, userId: user.id });
  const back = form.get("from") === "import" ? paths.importPupils : paths.certifications;
  const search = String(form.get("search") ?? "");
  // Only the query that the page showed: printable characters.
  const shown = /^\?[\x21-\x7e]{1,2000}$/.test(search) ? search : "";
  throw redirect(`${back(organization.uai)}${shown}`, 303);
}

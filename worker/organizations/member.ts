import { createMiddleware } from "hono/factory";
import { problem } from "../platform/problem.ts";
import type { Organization, Role } from "./access.ts";

/** The caller, their school and their role: resolved once per request, before any room's route. */
export type Member = {
  user: { id: string; name: string; email: string };
  sessionId: string;
  organization: Organization;
  role: Role;
};

/** The Hono variables below `/api/organizations/:uai`. */
export type MemberEnv = { Bindings: Env; Variables: { member: Member } };

export function forbidden(): Response {
  return problem(
    403,
    "FORBIDDEN",
    "Accès refusé",
    "Cette action est réservée aux administrateurs de l’établissement.",
  );
}

/** For routes that only administrators may call. */
export const adminOnly = createMiddleware<MemberEnv>(async (c, next) => {
  if (c.get("member").role !== "admin") return forbidden();
  await next();
});

/** The same answer for what does not exist and for what belongs to another school. */
export function notFound(): Response {
  return problem(
    404,
    "NOT_FOUND",
    "Introuvable",
    "Cette adresse ne mène à rien que vous puissiez voir.",
  );
}

export function unauthorized(): Response {
  return problem(401, "UNAUTHORIZED", "Non connecté", "Connectez-vous pour continuer.");
}

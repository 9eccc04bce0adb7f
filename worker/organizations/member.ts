import { createMiddleware } from "hono/factory";
import { problems } from "#words/problems.ts";
import { problem } from "../platform/problem.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Organization, Role } from "./access.ts";

/** The caller, their school and their role: resolved once per request, before any room's route. */
export type Member = {
  user: { id: string; name: string; email: string };
  sessionId: string;
  organization: Organization;
  role: Role;
};

/** Below `/api/organizations/:uai`: the bindings of the school's database, and who asks. */
export type MemberEnv = { Bindings: SchoolEnv; Variables: { member: Member } };

export function forbidden(): Response {
  return problem(403, "FORBIDDEN", problems.forbiddenTitle, problems.forbidden);
}

/** For routes that only administrators may call. */
export const adminOnly = createMiddleware<MemberEnv>(async (c, next) => {
  if (c.get("member").role !== "admin") return forbidden();
  await next();
});

/** The same answer for what does not exist and for what belongs to another school. */
export function notFound(): Response {
  return problem(404, "NOT_FOUND", problems.notFoundTitle, problems.notFound);
}

export function unauthorized(): Response {
  return problem(401, "UNAUTHORIZED", problems.unauthorizedTitle, problems.unauthorized);
}

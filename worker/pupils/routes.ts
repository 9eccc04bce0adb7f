import { Hono } from "hono";
import type { MemberEnv } from "../organizations/member.ts";
import { csvResponse } from "../platform/csv.ts";
import { exportPupils } from "./export-pupils.ts";
import { listPupils } from "./list-pupils.ts";
import { parsePupilQuery } from "./list-statements.ts";

/** Mounted at `/api/organizations/:uai/pupils`, behind the membership check. */
export const pupilRoutes = new Hono<MemberEnv>().get("/", async (c) => {
  const { organization, user, role } = c.get("member");
  const params = new URL(c.req.url).searchParams;
  const query = { organizationId: organization.id, ...parsePupilQuery(params) };
  if (params.get("format") === "csv") {
    const file = await exportPupils(c.env, { query, userId: user.id, role });
    return csvResponse(`Eleves-${organization.uai}.csv`, file);
  }
  const { levels: _, ...page } = await listPupils(c.env, query);
  return c.json(page);
});

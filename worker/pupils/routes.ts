import { Hono } from "hono";
import type { MemberEnv } from "../organizations/member.ts";
import { listPupils, parsePupilSort } from "./list-pupils.ts";

/** Mounted at `/api/organizations/:uai/pupils`, behind the membership check. */
export const pupilRoutes = new Hono<MemberEnv>().get("/", async (c) => {
  const query = new URL(c.req.url).searchParams;
  const page = query.get("page") ?? "1";
  return c.json(
    await listPupils(c.env, {
      organizationId: c.get("member").organization.id,
      search: query.get("search") ?? "",
      divisions: query.getAll("division").filter(Boolean),
      sort: parsePupilSort(query.get("sort")),
      page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
      includeDeactivated: query.get("include") === "deactivated",
    }),
  );
});

import { Hono } from "hono";
import { problems } from "#words/problems.ts";
import { pupilRights as words } from "#words/rights.ts";
import { adminOnly, type MemberEnv, notFound } from "../organizations/member.ts";
import { attachment } from "../platform/attachment.ts";
import { csvResponse } from "../platform/csv.ts";
import { problem } from "../platform/problem.ts";
import { erasePupil } from "./erase-pupil.ts";
import { exportPupilData, pupilDataCsv } from "./export-pupil.ts";

/** Mounted at `/api/organizations/:uai/pupils`, behind the membership check. The file name does not name the pupil. */
export const pupilRightsRoutes = new Hono<MemberEnv>()
  .get("/:id/export", adminOnly, async (c) => {
    const { organization, user } = c.get("member");
    const asked = { organizationId: organization.id, pupilId: c.req.param("id"), userId: user.id };
    const found = await exportPupilData(c.env, asked);
    if (!found) return notFound();
    if (c.req.query("format") === "csv")
      return csvResponse("donnees-eleve.csv", await pupilDataCsv(c.env, found));
    c.header("Content-Disposition", attachment("donnees-eleve.json", "export.json"));
    return c.json(found);
  })
  .post("/:id/erase", adminOnly, async (c) => {
    const { organization, user } = c.get("member");
    const asked = { organizationId: organization.id, pupilId: c.req.param("id"), userId: user.id };
    const outcome = await erasePupil(c.env, asked);
    if (outcome.ok) return c.json({ erased: true });
    if (outcome.code === "NOT_FOUND") return notFound();
    return problem(409, outcome.code, problems.importActiveTitle, words.importActive);
  });

import { Hono } from "hono";
import { readDocument } from "../../documents/read-document.ts";
import { toView } from "../../documents/store.ts";
import { adminOnly, type MemberEnv, notFound } from "../../organizations/member.ts";
import { attestationsRefusal } from "./refusals.ts";
import { requestAttestations } from "./request-attestations.ts";
import { readSelection } from "./selection-query.ts";
import { serveAttestations } from "./serve-attestations.ts";

/** Mounted at `/api/organizations/:uai/certifications`, behind the membership check: administrators only. */
export const documentRoutes = new Hono<MemberEnv>()
  .use(adminOnly)
  .get("/attestations.pdf", async (c) => {
    const member = c.get("member");
    return await serveAttestations(c.env, { member, request: c.req.raw });
  })
  /** Starts the document, for a page that shows the progress before it fetches the file. */
  .post("/documents", async (c) => {
    const { organization, user } = c.get("member");
    const selection = readSelection(new URL(c.req.url).searchParams);
    const asked = await requestAttestations(c.env, { organization, userId: user.id, selection });
    if (!asked.ok) return attestationsRefusal(asked.code, selection.divisions);
    return c.json(toView(asked.document), 202);
  })
  .get("/documents/:id", async (c) => {
    const { organization } = c.get("member");
    const input = { organizationId: organization.id, id: c.req.param("id") };
    const found = await readDocument(c.env, input);
    return found ? c.json(found) : notFound();
  });

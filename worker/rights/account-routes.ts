import { Hono } from "hono";
import { findSession } from "../accounts/session.ts";
import { unauthorized } from "../organizations/member.ts";
import { attachment } from "../platform/attachment.ts";
import { exportAccount } from "./export-account.ts";

/** Mounted at `/api/me`: requests of a person about their own account. */
export const accountRightsRoutes = new Hono<{ Bindings: Env }>().get("/export", async (c) => {
  const session = await findSession(c.env, c.req.raw);
  if (!session) return unauthorized();
  const found = await exportAccount(c.env, { userId: session.user.id, now: Date.now() });
  if (!found) return unauthorized();
  c.header("Content-Disposition", attachment("mon-compte.json", "export.json"));
  return c.json(found);
});

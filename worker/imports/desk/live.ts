import { problems } from "#words/problems.ts";
import type { Member } from "../../organizations/member.ts";
import { problem } from "../../platform/problem.ts";
import { deskOf } from "./desk.ts";

/** Passes a checked page to its school's desk. The desk trusts these two headers: only the Worker sets them. */
export async function openLive(env: Env, request: Request, member: Member): Promise<Response> {
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") {
    return problem(426, "UPGRADE_REQUIRED", problems.webSocketTitle, problems.webSocket);
  }
  const headers = new Headers({
    Upgrade: "websocket",
    "X-Desk-User": member.user.id,
    "X-Desk-Session": member.sessionId,
  });
  return await deskOf(env, member.organization.id).fetch("https://desk/live", { headers });
}

import type { Role } from "../organizations/access.ts";
import { hashText } from "../platform/token.ts";
import { readAddress } from "./addresses.ts";

export type LinkSchool = { id: number; uai: string; name: string; city: string };

/** The current state of an e-mailed link. */
export type OpenLink = {
  state: "open";
  invitationId: string;
  tokenHash: string;
  purpose: "activation" | "invitation";
  /** The address the link was sent to. */
  email: string;
  role: Role;
  invitedBy: string | null;
  school: LinkSchool;
};

export type EndedState = "closed" | "used" | "cancelled" | "replaced" | "expired";
export type JoinLink = OpenLink | { state: EndedState; school: LinkSchool } | { state: "unknown" };

type Row = {
  id: string;
  purpose: OpenLink["purpose"];
  email: string;
  role: Role;
  state: "pending" | "used" | "cancelled";
  currentHash: string;
  invitedBy: string | null;
  expiresAt: number;
  organizationId: number;
  uai: string;
  name: string;
  city: string;
  schoolState: "open" | "closed";
  mailbox: string;
};

/** Reads the secret of a link without consuming it, so that mail scanners do no harm. */
export async function readLink(env: Env, token: string, now: number): Promise<JoinLink> {
  const tokenHash = await hashText(token);
  const row = await env.DB.prepare(
    `SELECT i.id, i.purpose, i.email, i.role, i.state, i.token_hash AS currentHash,
       i.invited_by AS invitedBy, i.expires_at AS expiresAt, o.id AS organizationId, o.uai, o.name,
       o.city, o.state AS schoolState, o.mailbox
     FROM invitation_link l
     JOIN invitation i ON i.id = l.invitation_id
     JOIN organization o ON o.id = i.organization_id
     WHERE l.token_hash = ?1`,
  )
    .bind(tokenHash)
    .first<Row>();
  if (!row) return { state: "unknown" };
  const { id, purpose, email, role, invitedBy, organizationId, uai, name, city } = row;
  const school = { id: organizationId, uai, name, city };
  const ended = endedState(row, tokenHash, now);
  if (ended) return { state: ended, school };
  return { state: "open", invitationId: id, tokenHash, purpose, email, role, invitedBy, school };
}

function endedState(row: Row, tokenHash: string, now: number): EndedState | null {
  if (row.schoolState === "closed") return "closed";
  if (row.state !== "pending") return row.state;
  // The operator changed the school's mailbox: links sent to the former one no longer open.
  if (row.purpose === "activation" && !isAddress(row.mailbox, row.email)) return "cancelled";
  if (row.currentHash !== tokenHash) return "replaced";
  return row.expiresAt <= now ? "expired" : null;
}

function isAddress(written: string, email: string): boolean {
  const read = readAddress(written);
  return read.ok && read.email === email;
}

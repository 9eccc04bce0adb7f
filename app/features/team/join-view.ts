import type { Role } from "#worker/organizations/access.ts";
import type { JoinPage } from "#worker/team/join-with-account.ts";
import { givesMore } from "#worker/team/roles.ts";

type InvitingSchool = { name: string; uai: string; city: string };

/** How an open link relates to the account of a signed-in visitor. */
export type Standing =
  | { kind: "may-join"; confirm: boolean; today: Role | null }
  /** The account is a member already: the link would add nothing. */
  | { kind: "member"; today: Role }
  | { kind: "not-for-you"; today: Role }
  | { kind: "unverified" };

export type OpenView = {
  state: "open";
  school: InvitingSchool;
  role: Role;
  /** The invited address; null for an activation, which any reader of the school's mailbox may use. */
  invited: string | null;
  account: { name: string; email: string; standing: Standing } | null;
};

export type ClosedView = {
  state: "missing" | "unknown" | "expired" | "cancelled" | "used" | "replaced" | "closed";
  school: InvitingSchool | null;
  signedIn: boolean;
};

/** What the browser needs of a link: neither ids nor hashes. */
export function viewOf({ link, person }: JoinPage, signedIn: boolean): OpenView | ClosedView {
  if (link.state === "unknown") return { state: "unknown", school: null, signedIn };
  const { name, uai, city } = link.school;
  const school = { name, uai, city };
  if (link.state !== "open") return { state: link.state, school, signedIn };
  const invited = link.purpose === "invitation" ? link.email : null;
  const account = person && {
    name: person.name,
    email: person.email,
    standing: standingOf({ invited, role: link.role }, person),
  };
  return { state: "open", school, role: link.role, invited, account };
}

function standingOf(
  link: { invited: string | null; role: Role },
  person: { email: string; verified: boolean; role: Role | null },
): Standing {
  const other = link.invited !== null && person.email !== link.invited;
  const today = person.role;
  if (today !== null && !givesMore(link.role, today)) {
    return other ? { kind: "not-for-you", today } : { kind: "member", today };
  }
  if (link.invited !== null && !person.verified) return { kind: "unverified" };
  return { kind: "may-join", confirm: other, today };
}

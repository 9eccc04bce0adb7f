import { sendSoon } from "../mail/outbox.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { findPerson, type Person } from "./find-people.ts";
import { membershipStatements, takeLinkStatements, wasTaken } from "./join-statements.ts";
import { type JoinLink, type LinkSchool, type OpenLink, readLink } from "./read-link.ts";
import { givesMore } from "./roles.ts";

export type JoinRefusal =
  /** The link does not open: the page shows its state. */
  | "LINK"
  /** An account with an unverified address cannot take an invitation sent to an address. */
  | "UNVERIFIED"
  /** The invitation was sent to another address, and the person has not confirmed. */
  | "OTHER_ADDRESS"
  /** The invitation was sent to another address and gives this member nothing more: it stays for its recipient. */
  | "NOTHING_TO_GAIN"
  /** This person's role or address changed at the same time: try again. */
  | "CHANGED";

export type JoinOutcome = { ok: true; school: LinkSchool } | { ok: false; reason: JoinRefusal };

export type JoinPage = {
  link: JoinLink;
  /** The signed-in visitor, seen from the school of an open link. */
  person: Person | null;
};

/** The content of the join page for this visitor; does not consume the link. */
export async function readJoinPage(
  env: Env,
  input: { token: string; userId: string | null; now: number },
): Promise<JoinPage> {
  const link = await readLink(env, input.token, input.now);
  if (link.state === "unknown" || input.userId === null) return { link, person: null };
  const organizationId = link.school.id;
  return { link, person: await findPerson(env, { organizationId, userId: input.userId }) };
}

/**
 * Joins with a signed-in account, in one batch so that the link works once. A member can use the link too, and gets
 * its role if it gives more. `confirmed`: the person confirmed this account although the invitation was sent to
 * another address.
 */
export async function joinWithAccount(
  env: Env,
  input: { token: string; userId: string; confirmed: boolean; now: number },
): Promise<JoinOutcome> {
  const { link, person } = await readJoinPage(env, input);
  if (link.state !== "open" || !person) return { ok: false, reason: "LINK" };
  const refusal = refuse(link, person, input.confirmed);
  if (refusal) return { ok: false, reason: refusal };

  const joining = { link, user: person, today: person.role, at: input.now };
  const { statements, posted } = await membershipStatements(env, joining);
  const joined = await runGuarded(
    env,
    [...takeLinkStatements(env, joining), assertStill(env, link, person), ...statements],
    () => wasTaken(env, joining),
  );
  if (joined) {
    await sendSoon(env, posted);
    return { ok: true, school: link.school };
  }
  const after = await readLink(env, input.token, input.now);
  return { ok: false, reason: after.state === "open" ? "CHANGED" : "LINK" };
}

function refuse(link: OpenLink, person: Person, confirmed: boolean): JoinRefusal | null {
  if (link.purpose === "activation") return null;
  const other = person.email !== link.email;
  if (other && !givesMore(link.role, person.role)) return "NOTHING_TO_GAIN";
  if (!person.verified) return "UNVERIFIED";
  return other && !confirmed ? "OTHER_ADDRESS" : null;
}

/** Refuses the batch when the person's role or address changed since it was read. */
function assertStill(env: Env, link: OpenLink, person: Person) {
  return assertInBatch(
    env,
    `?3 IS (SELECT role FROM membership
        WHERE organization_id = ?1 AND user_id = ?2 AND removed_at IS NULL)
      AND EXISTS (SELECT 1 FROM user WHERE id = ?2 AND email = ?4 AND email_verified = ?5)`,
    link.school.id,
    person.id,
    person.role,
    person.email,
    person.verified ? 1 : 0,
  );
}

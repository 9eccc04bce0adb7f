import { sendSoon } from "../mail/outbox.ts";
import { assertInBatch, runGuarded } from "../platform/database.ts";
import { findPerson, type Person } from "./find-people.ts";
import { membershipStatements, takeLinkStatements, wasTaken } from "./join-statements.ts";
import { type JoinLink, type LinkSchool, type OpenLink, readLink } from "./read-link.ts";
import { givesMore } from "./roles.ts";

export type JoinRefusal =
  /** The link itself: the page tells its state. */
  | "LINK"
  /** An invitation sent to an address is not for an account whose own address nobody has checked. */
  | "UNVERIFIED"
  /** It was sent to another address: the person has not said that this is meant. */
  | "OTHER_ADDRESS"
  /** It was sent to another address and would give this member nothing: it is left for its owner. */
  | "NOTHING_TO_GAIN"
  /** Somebody changed this person's role at the same time: to be tried again. */
  | "CHANGED";

export type JoinOutcome = { ok: true; school: LinkSchool } | { ok: false; reason: JoinRefusal };

export type JoinPage = {
  link: JoinLink;
  /** The signed-in visitor as the school of an open link sees them. */
  person: Person | null;
};

/** What the join page shows to this visitor; consumes nothing. */
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
 * Joins with an account that is signed in: one batch, so that the link serves once. A member takes the
 * link too, and gains its role if it gives more. `confirmed` says that the person means to use this
 * account although the invitation was sent to another address.
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

/** What was read of the person before the batch still holds in it. */
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

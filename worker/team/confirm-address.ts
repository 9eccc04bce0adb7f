import { type PostedMail, postMail } from "../mail/outbox.ts";
import { DAY } from "../platform/clock.ts";
import { mintToken } from "../platform/token.ts";

/** Seam: becomes `confirmAddressStatements` of the accounts room once it is there. */
export async function confirmAddress(
  env: Env,
  input: { user: { id: string; name: string; email: string }; at: number },
): Promise<{ statements: D1PreparedStatement[]; posted: PostedMail[] }> {
  const { user, at } = input;
  const { token, hash } = await mintToken();
  const link = `${env.ORIGIN}/compte/confirmer?jeton=${token}`;
  const mail = { kind: "confirm-address", name: user.name, link } as const;
  const posted = postMail(env, { organizationId: null, to: user.email, mail, at });
  const statement = env.DB.prepare(
    `INSERT INTO account_link (token_hash, user_id, purpose, sent_at, expires_at)
     VALUES (?1, ?2, 'confirm-address', ?3, ?4)`,
  ).bind(hash, user.id, at, at + 7 * DAY);
  return { statements: [statement, posted.statement], posted: [posted] };
}

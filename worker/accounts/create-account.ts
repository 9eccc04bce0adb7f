import { randomBytes } from "node:crypto";

export type NewAccount = {
  userId: string;
  /** First name and name, as the person wrote them, 1 to 255 characters each side of the space. */
  name: string;
  /** Lower-cased, checked by the calling room. */
  email: string;
  /** True only when a link sent to this address brought the person here. */
  emailVerified: boolean;
  /** The result of `hashPassword`. */
  passwordHash: string;
  /** Version of the terms the person accepted, at `at`. */
  termsVersion: string;
  at: number;
};

/** 96 bits in 16 characters: each line of a journal and each import repeats the id of its person (decision 0065). */
export function newAccountId(): string {
  return randomBytes(12).toString("base64url");
}

/**
 * The rows of a new account, for the batch that joins a school: there is no other way to sign up. The whole batch fails
 * on the unique index of the address if an account already has it (`isUniqueRefusal`).
 */
export function accountStatements(env: Env, account: NewAccount): D1PreparedStatement[] {
  return [
    env.DB.prepare(
      `INSERT INTO user (id, name, email, email_verified, terms_version, terms_accepted_at,
         created_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6)`,
    ).bind(
      account.userId,
      account.name,
      account.email,
      account.emailVerified ? 1 : 0,
      account.termsVersion,
      account.at,
    ),
    env.DB.prepare(
      `INSERT INTO account (id, user_id, account_id, provider_id, password, created_at, updated_at)
       VALUES (?1, ?2, ?2, 'credential', ?3, ?4, ?4)`,
    ).bind(crypto.randomUUID(), account.userId, account.passwordHash, account.at),
  ];
}

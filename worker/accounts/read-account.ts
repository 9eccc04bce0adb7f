export type Account = {
  name: string;
  email: string;
  emailVerified: boolean;
  hasSecondFactor: boolean;
  /** Whether the person wants mails about imports. */
  importNews: boolean;
  /** Null for an account older than the record of accepted terms. */
  terms: { version: string; acceptedAt: string } | null;
};

/** The data of a person's own page; throws when the person does not exist. */
export async function readAccount(env: Env, userId: string): Promise<Account> {
  const row = await env.DB.prepare(
    `SELECT name, email, email_verified AS verified, two_factor_enabled AS factor,
       import_news AS importNews,
       terms_version AS termsVersion, terms_accepted_at AS acceptedAt
     FROM user WHERE id = ?1`,
  )
    .bind(userId)
    .first<{
      name: string;
      email: string;
      verified: number;
      factor: number;
      importNews: number;
      termsVersion: string | null;
      acceptedAt: number | null;
    }>();
  if (!row) throw new Error("unknown user");
  const { name, email, termsVersion, acceptedAt } = row;
  return {
    name,
    email,
    emailVerified: row.verified === 1,
    hasSecondFactor: row.factor === 1,
    importNews: row.importNews === 1,
    terms:
      termsVersion === null || acceptedAt === null
        ? null
        : { version: termsVersion, acceptedAt: new Date(acceptedAt).toISOString() },
  };
}

/** Stores the name, already trimmed and checked by its form. */
export async function renamePerson(
  env: Env,
  input: { userId: string; name: string; now: number },
): Promise<void> {
  await env.DB.prepare("UPDATE user SET name = ?2, updated_at = ?3 WHERE id = ?1")
    .bind(input.userId, input.name, input.now)
    .run();
}

/** The person's own choice: mails about the imports of the schools they administer, or none. */
export async function chooseImportNews(
  env: Env,
  input: { userId: string; wanted: boolean; now: number },
): Promise<void> {
  await env.DB.prepare("UPDATE user SET import_news = ?2, updated_at = ?3 WHERE id = ?1")
    .bind(input.userId, input.wanted ? 1 : 0, input.now)
    .run();
}

import type { Role } from "../organizations/access.ts";

export type Person = {
  id: string;
  name: string;
  email: string;
  verified: boolean;
  /** Null when the person is not a member of the school today. */
  role: Role | null;
};

/** An account as one school sees it; null for an unknown id. */
export async function findPerson(
  env: Env,
  input: { organizationId: number; userId: string },
): Promise<Person | null> {
  const row = await env.DB.prepare(
    `SELECT u.id, u.name, u.email, u.email_verified AS verified, m.role
     FROM user u LEFT JOIN membership m
       ON m.organization_id = ?1 AND m.user_id = u.id AND m.removed_at IS NULL
     WHERE u.id = ?2`,
  )
    .bind(input.organizationId, input.userId)
    .first<Omit<Person, "verified"> & { verified: number }>();
  return row && { ...row, verified: row.verified === 1 };
}

/** Addresses of the school's administrators, except one person's. */
export async function listAdministratorAddresses(
  env: Env,
  organizationId: number,
  except: string,
): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT u.email FROM membership m JOIN user u ON u.id = m.user_id
     WHERE m.organization_id = ?1 AND m.role = 'admin' AND m.removed_at IS NULL
       AND m.user_id <> ?2
     ORDER BY u.email`,
  )
    .bind(organizationId, except)
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}

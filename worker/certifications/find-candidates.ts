import { nameKey } from "../pupils/name-key.ts";
import type { Candidate } from "./list-waiting.ts";

const MAX_SEARCH = 100;
const MAX_WORDS = 6;
const FOUND_PUPILS = 20;

/** `more`: others fit too. */
export type FoundPupils = { candidates: Candidate[]; more: boolean };

/** The same for a row that waits; null when it waits no more. */
export async function findForWaiting(
  env: Env,
  input: { organizationId: string; importId: string; line: number; search: string },
): Promise<FoundPupils | null> {
  const row = await env.DB.prepare(
    `SELECT school_year AS schoolYear FROM certification_row
     WHERE import_id = ?1 AND line = ?2 AND organization_id = ?3 AND reason IS NOT NULL`,
  )
    .bind(input.importId, input.line, input.organizationId)
    .first<{ schoolYear: string }>();
  return row && (await findCandidates(env, { ...input, ...row }));
}

/**
 * Pupils of the whole base, those who left included, whose names and class hold every word typed: 20 at most, by
 * name. The class is that of the year of the result, else the last one known. Nothing typed finds nothing.
 */
export async function findCandidates(
  env: Env,
  input: { organizationId: string; schoolYear: string; search: string },
): Promise<FoundPupils> {
  const { organizationId, schoolYear } = input;
  const words = nameKey(input.search.slice(0, MAX_SEARCH)).split(" ").filter(Boolean);
  if (words.length === 0) return { candidates: [], more: false };
  const { results: known } = await env.DB.prepare(
    `SELECT DISTINCT division FROM schooling WHERE organization_id = ?1 AND school_year = ?2
     UNION SELECT DISTINCT division FROM pupil WHERE organization_id = ?1`,
  )
    .bind(organizationId, schoolYear)
    .all<{ division: string }>();
  const wanted = words.slice(0, MAX_WORDS).map((word) => ({
    word,
    divisions: known.map(({ division }) => division).filter((one) => nameKey(one).includes(word)),
  }));
  const { results } = await env.DB.prepare(
    `SELECT p.id AS pupilId, p.last_name AS lastName, p.first_name AS firstName,
       p.birth_date AS birthDate, coalesce(s.division, p.division) AS division,
       p.deactivated_at IS NOT NULL AS gone
     FROM pupil p LEFT JOIN schooling s ON s.pupil_id = p.id AND s.school_year = ?2
     WHERE p.organization_id = ?1 AND NOT EXISTS (SELECT 1 FROM json_each(?3) w
       WHERE instr(p.search, w.value ->> 'word') = 0
         AND coalesce(s.division, p.division) NOT IN (
           SELECT d.value FROM json_each(w.value -> 'divisions') d))
     ORDER BY p.search, p.id LIMIT ${FOUND_PUPILS + 1}`,
  )
    .bind(organizationId, schoolYear, JSON.stringify(wanted))
    .all<Omit<Candidate, "left"> & { gone: number }>();
  const candidates = results
    .slice(0, FOUND_PUPILS)
    .map(({ gone, ...pupil }) => ({ ...pupil, left: gone === 1 }));
  return { candidates, more: results.length > FOUND_PUPILS };
}

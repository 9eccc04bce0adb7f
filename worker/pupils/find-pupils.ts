import type { SchoolEnv } from "../platform/school-env.ts";
import { nameKey } from "./name-key.ts";

const MAX_SEARCH = 100;
const MAX_WORDS = 6;
const FOUND_PUPILS = 20;

export type FoundPupil = {
  pupilId: string;
  lastName: string;
  firstName: string;
  /** ISO date. */
  birthDate: string;
  /** The class of the requested year, else the last one known; empty when none is known. */
  division: string;
  /** No longer active in the school. */
  left: boolean;
};

/** `more`: other pupils match too. */
export type FoundPupils = { candidates: FoundPupil[]; more: boolean };

/**
 * Pupils of the whole base, those who left included, whose names and class hold every word typed: 20 at most, by name.
 * The class is that of the school year, else the last one known. An empty search finds nothing.
 */
export async function findPupils(
  env: SchoolEnv,
  input: { organizationId: number; schoolYear: string; search: string },
): Promise<FoundPupils> {
  const { organizationId, schoolYear } = input;
  const words = nameKey(input.search.slice(0, MAX_SEARCH)).split(" ").filter(Boolean);
  if (words.length === 0) return { candidates: [], more: false };
  const { results: known } = await env.DB.prepare(
    `SELECT DISTINCT division FROM schooling WHERE organization_id = ?1 AND year = CAST(?2 AS INTEGER)
     UNION SELECT DISTINCT division FROM pupil WHERE organization_id = ?1`,
  )
    .bind(organizationId, schoolYear)
    .all<{ division: string }>();
  const wanted = words.slice(0, MAX_WORDS).map((word) => ({
    word,
    divisions: known.map(({ division }) => division).filter((one) => nameKey(one).includes(word)),
  }));
  const { results } = await env.DB.prepare(
    `SELECT CAST(p.id AS TEXT) AS pupilId, p.last_name AS lastName, p.first_name AS firstName,
       p.birth_date AS birthDate, coalesce(s.division, p.division) AS division,
       p.deactivated_at IS NOT NULL AS gone
     FROM pupil p LEFT JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = p.id
       AND s.year = CAST(?2 AS INTEGER)
     WHERE p.organization_id = ?1 AND NOT EXISTS (SELECT 1 FROM json_each(?3) w
       WHERE instr(p.search, w.value ->> 'word') = 0
         AND coalesce(s.division, p.division) NOT IN (
           SELECT d.value FROM json_each(w.value -> 'divisions') d))
     ORDER BY p.search, p.id LIMIT ${FOUND_PUPILS + 1}`,
  )
    .bind(organizationId, schoolYear, JSON.stringify(wanted))
    .all<Omit<FoundPupil, "left"> & { gone: number }>();
  const candidates = results
    .slice(0, FOUND_PUPILS)
    .map(({ gone, ...pupil }) => ({ ...pupil, left: gone === 1 }));
  return { candidates, more: results.length > FOUND_PUPILS };
}

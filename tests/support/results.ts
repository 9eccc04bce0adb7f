import type { Result } from "#worker/certifications/result.ts";
import { nameKey } from "#worker/pupils/name-key.ts";
import { inSchool } from "./factories.ts";

let counter = 0;

/** A result of an unknown person; `wish` overrides what matters to the test. */
export function someResult(wish: Partial<Result> = {}): Result {
  counter += 1;
  const number = wish.number ?? String(500_000 + counter);
  return {
    id: number,
    number,
    pupilId: null,
    firstName: "Lila",
    lastName: "MOREAU",
    birthDate: "2011-09-04",
    birthCity: "Amiens",
    externalId: "",
    type: "Pix",
    status: "validated",
    level: "Indépendant 1",
    score: 300,
    competences: Array.from({ length: 16 }, () => 2),
    complementary: {},
    comment: "",
    session: "777",
    center: "",
    takenOn: "2026-03-12",
    deliveredOn: "",
    verificationCode: "",
    version: "v3",
    schoolYear: "2025-2026",
    division: "3E A",
    importedAt: 1,
    importedBy: "Camille Essai",
    filename: "resultats.csv",
    ...wish,
  };
}

/** The same, stored for the school. */
export async function aResult(school: { id: number }, wish: Partial<Result> = {}): Promise<Result> {
  const result = someResult(wish);
  const search = `${nameKey(result.lastName)} ${nameKey(result.firstName)}`;
  const { DB } = inSchool(school);
  const file = DB.prepare(
    `INSERT INTO certification_import (id, organization_id, number, filename, file_division,
       imported_by, at, state, rows)
     SELECT ?1, ?2, 1 + coalesce(max(number), 0), ?3, '', ?4, ?5, 'done', 1
     FROM certification_import WHERE organization_id = ?2`,
  ).bind(crypto.randomUUID(), school.id, result.filename, result.importedBy, result.importedAt);
  const stored = DB.prepare(
    `INSERT INTO certification (organization_id, number, pupil_id, first_name, last_name,
       birth_date, birth_city, external_id, type, status, level, score, competences, complementary,
       comment, session, center, taken_on, delivered_on, verification_code, version, school_year,
       division, search, file)
     VALUES (${Array.from({ length: 24 }, (_, place) => `?${place + 1}`).join(", ")},
       (SELECT max(number) FROM certification_import WHERE organization_id = ?1))`,
  ).bind(
    school.id,
    result.number,
    result.pupilId,
    result.firstName,
    result.lastName,
    result.birthDate,
    result.birthCity,
    result.externalId,
    result.type,
    result.status,
    result.level,
    result.score,
    JSON.stringify(result.competences),
    JSON.stringify(result.complementary),
    result.comment,
    result.session,
    result.center,
    result.takenOn,
    result.deliveredOn,
    result.verificationCode,
    result.version,
    result.schoolYear,
    result.division,
    search,
  );
  await DB.batch([file, stored]);
  return result;
}

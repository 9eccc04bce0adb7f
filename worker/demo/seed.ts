import { campaignName } from "#words/campaigns.ts";
import { hashPassword } from "../accounts/password.ts";
import { TERMS_VERSION } from "../accounts/terms.ts";
import { journalStatement } from "../journal/record.ts";
import { onShard, type SchoolEnv } from "../platform/school-env.ts";
import { yearLevelSql } from "../pupils/level.ts";
import { nameKey, searchKey } from "../pupils/name-key.ts";
import { schoolNumber } from "../school-files/uai.ts";
import { chooseShard, firstPupil, type Placing, placeSchools } from "../schools/place-schools.ts";
import { DEMO_CAMPAIGNS } from "./campaigns.ts";
import { createResults, type DemoResult } from "./certifications.ts";
import { createPopulation, DEMO_COLLEGE, DEMO_LYCEE, type DemoPupil } from "./population.ts";

export const DEMO_PASSWORD = "demo-pix-orga-2026";
export const LAST_YEAR = "2025-2026";
const THIS_YEAR = "2026-2027";

const ADMIN_ID = "00000000-0000-4000-8000-0000000000a1";
const MEMBER_ID = "00000000-0000-4000-8000-0000000000a2";

const SCHOOLS = [
  {
    id: schoolNumber("0808088X"),
    shard: 1,
    uai: "0808088X",
    name: "Collège Jean Demo",
    kind: "sco-menj",
    city: "Amiens",
    population: DEMO_COLLEGE,
  },
  {
    id: schoolNumber("0801234A"),
    shard: 2,
    uai: "0801234A",
    name: "Lycée agricole Demo",
    kind: "sco-masa",
    city: "Péronne",
    population: DEMO_LYCEE,
  },
] as const;

const PEOPLE = [
  { id: ADMIN_ID, name: "Camille Demo", email: "admin@demo.test" },
  { id: MEMBER_ID, name: "Dominique Demo", email: "membre@demo.test" },
];

/** The demo data are complete once the second school is listed: each school's own data are written before. */
export async function isSeeded(env: Env): Promise<boolean> {
  const found = await env.DB.prepare("SELECT 1 AS yes FROM organization WHERE id = ?1")
    .bind(SCHOOLS[1].id)
    .first();
  return found !== null;
}

/**
 * Two schools, each in a school database of its own, two people, last year's pupils with their classes and results;
 * does nothing the second time.
 */
export async function seedDemo(env: Env): Promise<void> {
  if (await isSeeded(env)) return;
  const now = Date.now();
  const password = await hashPassword(DEMO_PASSWORD);
  for (const school of SCHOOLS) await seedSchool(onShard(env, school.shard), school, now);
  await env.DB.batch([
    ...PEOPLE.flatMap((person) => insertPerson(env, person, password, now)),
    ...SCHOOLS.flatMap((school) => [
      insertSchool(env, school),
      insertMember(env, school.id, ADMIN_ID, "admin", now),
      recordJoined(env, { organizationId: school.id, userId: ADMIN_ID, role: "admin", at: now }),
    ]),
    insertMember(env, SCHOOLS[0].id, MEMBER_ID, "member", now),
    recordJoined(env, {
      ...{ organizationId: SCHOOLS[0].id, userId: MEMBER_ID, role: "member", at: now },
    }),
  ]);
}

/** The school's own data, in one batch; a second try after a crash writes nothing. */
async function seedSchool(env: SchoolEnv, school: (typeof SCHOOLS)[number], now: number) {
  const known = await env.DB.prepare("SELECT 1 FROM school WHERE id = ?1").bind(school.id).first();
  if (known !== null) return;
  const { lastYear } = createPopulation(school.population);
  const results = createResults(lastYear, { name: school.name, seed: school.population.seed });
  await env.DB.batch([
    env.DB.prepare("INSERT INTO school (id, next_pupil) VALUES (?1, ?2)").bind(
      school.id,
      firstPupil(school.id) + lastYear.length,
    ),
    ...insertPupils(env, school.id, lastYear),
    ...insertResults(env, school.id, results),
    journalStatement(env, {
      ...{ organizationId: school.id, at: now, userId: ADMIN_ID, subject: LAST_YEAR },
      event: "results.imported",
      detail: { added: results.length },
    }),
    ...(school.population === DEMO_COLLEGE ? insertCampaigns(env, school.id, now) : []),
  ]);
}

/** Last year's campaigns, archived, with their results, and this year's, which wait for their results. */
function insertCampaigns(env: SchoolEnv, organizationId: number, now: number) {
  const rows = [
    ...DEMO_CAMPAIGNS.lastYear.map((one) => ({ ...one, year: LAST_YEAR, state: "archived" })),
    ...DEMO_CAMPAIGNS.thisYear.map((one) => ({
      ...{ ...one, year: THIS_YEAR, state: one.code === null ? "planned" : "open" },
    })),
  ].map((one) => ({ ...one, name: campaignName({ ...one, variant: "" }) }));
  return [
    env.DB.prepare(
      `INSERT INTO campaign (id, organization_id, school_year, ends_in, kind, level, name, provider, code, external_id,
         due_on, state, created_at)
       SELECT value ->> 'id', ?1, value ->> 'year',
         CAST(substr(value ->> 'year', 6) AS INTEGER), value ->> 'kind', value ->> 'level', value ->> 'name',
         'pix', value ->> 'code', value ->> 'externalId', value ->> 'dueOn', value ->> 'state', ?3
       FROM json_each(?2)`,
    ).bind(organizationId, JSON.stringify(rows), now),
    env.DB.prepare(
      `INSERT INTO campaign_archived (organization_id, campaign_id, pupil_id, division, rank, at, mastery, is_left)
       SELECT ?1, campaign_id, pupil_id, division, rank,
         CASE WHEN rank > 0 THEN (unixepoch('2025-09-15 09:00') + 86400 * (place % 30)) * 1000 END,
         CASE rank WHEN 3 THEN (30 + place * 7 % 65) / 100.0 END, 0
       FROM (SELECT campaign_id, pupil_id, division, place,
           CASE WHEN place % 17 = 0 THEN 0 WHEN place % 13 = 0 THEN 1 WHEN place % 11 = 0 THEN 2 ELSE 3 END AS rank
         FROM (SELECT c.id AS campaign_id, s.pupil_id, s.division,
             row_number() OVER (ORDER BY p.ine) AS place
           FROM campaign c JOIN schooling s
             ON s.organization_id = ?1 AND s.year = CAST(c.school_year AS INTEGER) AND ${yearLevelSql("s.mef")} = c.level
           JOIN pupil p ON p.organization_id = ?1 AND p.id = s.pupil_id
           WHERE c.organization_id = ?1 AND c.school_year = ?2))`,
    ).bind(organizationId, LAST_YEAR),
  ];
}

function recordJoined(
  env: Env,
  joined: { organizationId: number; userId: string; role: string; at: number },
) {
  const { organizationId, userId, role, at } = joined;
  const by = role === "admin" ? "activation" : "invitation";
  return journalStatement(env, {
    ...{ organizationId, at, userId, subject: userId },
    event: "member.joined",
    detail: { role, by },
  });
}

/** `9900001X`. */
const FIRST_LOAD_SCHOOL = 9_900_001;

/** Empty schools of the demo's administrator, for load tests: `9900001X`, `9900002X`… */
export async function seedLoadSchools(env: Env, count: number): Promise<string[]> {
  const now = Date.now();
  const schools = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    const id = FIRST_LOAD_SCHOOL + index;
    return {
      id,
      shard: chooseShard(env, id),
      uai: `99${number}X`,
      name: `Collège de charge ${index + 1}`,
      kind: "sco-menj",
      city: "Amiens",
    };
  });
  await placeSchools(env, schools);
  await env.DB.batch(
    schools.flatMap((school) => [
      insertSchool(env, school),
      insertMember(env, school.id, ADMIN_ID, "admin", now),
    ]),
  );
  return schools.map(({ uai }) => uai);
}

/** People for journeys that change an account: `personne1@demo.test`…, each in a load school of their own. */
export async function seedLoadPeople(env: Env, count: number): Promise<string[]> {
  const now = Date.now();
  await seedLoadSchools(env, count);
  const password = await hashPassword(DEMO_PASSWORD);
  const people = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    return {
      id: `00000000-0000-4000-8000-2000000${number}`,
      name: `Personne Demo ${index + 1}`,
      email: `personne${index + 1}@demo.test`,
      school: FIRST_LOAD_SCHOOL + index,
    };
  });
  await env.DB.batch(
    people.flatMap((person) => [
      ...insertPerson(env, person, password, now),
      insertMember(env, person.school, person.id, "admin", now),
    ]),
  );
  return people.map(({ email }) => email);
}

function insertPerson(
  env: Env,
  person: { id: string; name: string; email: string },
  password: string,
  now: number,
) {
  return [
    env.DB.prepare(
      `INSERT OR IGNORE INTO user (id, name, email, email_verified, terms_version,
         terms_accepted_at, created_at, updated_at)
       VALUES (?1, ?2, ?3, 1, ?5, ?4, ?4, ?4)`,
    ).bind(person.id, person.name, person.email, now, TERMS_VERSION),
    env.DB.prepare(
      `INSERT OR IGNORE INTO account (id, user_id, account_id, provider_id, password, created_at, updated_at)
       VALUES (?1, ?1, ?1, 'credential', ?2, ?3, ?3)`,
    ).bind(person.id, password, now),
  ];
}

function insertSchool(
  env: Env,
  school: Placing & { uai: string; name: string; kind: string; city: string },
) {
  return env.DB.prepare(
    `INSERT OR IGNORE INTO organization (id, uai, name, kind, mailbox, academy, city, state, shard)
     VALUES (?1, ?2, ?3, ?4, ?5, 'Amiens', ?6, 'open', ?7)`,
  ).bind(
    school.id,
    school.uai,
    school.name,
    school.kind,
    `ce.${school.uai.toLowerCase()}@demo.test`,
    school.city,
    school.shard,
  );
}

function insertMember(env: Env, organizationId: number, userId: string, role: string, now: number) {
  return env.DB.prepare(
    `INSERT OR IGNORE INTO membership (organization_id, user_id, role, joined_at)
     VALUES (?1, ?2, ?3, ?4)`,
  ).bind(organizationId, userId, role, now);
}

function insertPupils(env: SchoolEnv, organizationId: number, pupils: DemoPupil[]) {
  const rows = pupils.map((pupil, index) => ({
    ...pupil,
    id: index + 1,
    search: searchKey(pupil),
  }));
  const json = JSON.stringify(rows);
  return [
    env.DB.prepare(
      `INSERT INTO pupil (organization_id, id, ine, last_name, usual_name, first_name, middle_name,
         third_name, sex, birth_date, birth_city, birth_city_code, birth_department, birth_country,
         mef, status, division, search)
       SELECT ?1, value ->> 'id', value ->> 'ine', value ->> 'lastName', value ->> 'usualName',
         value ->> 'firstName', value ->> 'middleName', value ->> 'thirdName', value ->> 'sex',
         value ->> 'birthDate', value ->> 'birthCity', value ->> 'birthCityCode',
         value ->> 'birthDepartment', value ->> 'birthCountry', value ->> 'mef', value ->> 'status',
         value ->> 'division', value ->> 'search'
       FROM json_each(?2)`,
    ).bind(organizationId, json),
    env.DB.prepare(
      `INSERT INTO schooling (organization_id, pupil_id, year, division, mef)
       SELECT ?1, value ->> 'id', CAST(?3 AS INTEGER), value ->> 'division', value ->> 'mef'
       FROM json_each(?2)`,
    ).bind(organizationId, json, LAST_YEAR),
  ];
}

function insertResults(env: SchoolEnv, organizationId: number, results: DemoResult[]) {
  const rows = results.map((result) => ({
    ...result,
    search: `${nameKey(result.lastName)} ${nameKey(result.firstName)}`,
  }));
  return [
    env.DB.prepare(
      `INSERT INTO certification_import (id, organization_id, number, filename, file_division,
         imported_by, at, state, rows, added)
       VALUES (?1, ?2, 1, 'resultats-2026.csv', '', ?3, unixepoch('2026-06-16') * 1000, 'done', ?4, ?4)`,
    ).bind(crypto.randomUUID(), organizationId, PEOPLE[0]?.name ?? "", results.length),
    insertRows(env, organizationId, rows),
  ];
}

function insertRows(env: SchoolEnv, organizationId: number, rows: object[]) {
  return env.DB.prepare(
    `INSERT INTO certification (organization_id, number, pupil_id, first_name, last_name,
       birth_date, birth_city, external_id, type, status, level, score, competences, complementary,
       comment, session, center, taken_on, delivered_on, verification_code, version, school_year,
       division, file, search)
     SELECT ?1, value ->> 'number',
       (SELECT id FROM pupil WHERE organization_id = ?1 AND ine = value ->> 'ine'),
       value ->> 'firstName', value ->> 'lastName', value ->> 'birthDate', value ->> 'birthCity', '',
       'Pix', value ->> 'status', value ->> 'level', value ->> 'score', value -> 'competences', '{}',
       value ->> 'comment', value ->> 'session', value ->> 'center', value ->> 'takenOn',
       value ->> 'deliveredOn', value ->> 'verificationCode', value ->> 'version', ?3,
       value ->> 'division', 1, value ->> 'search'
     FROM json_each(?2)`,
  ).bind(organizationId, JSON.stringify(rows), LAST_YEAR);
}

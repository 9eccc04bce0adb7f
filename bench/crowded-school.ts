import { DatabaseSync } from "node:sqlite";
import { searchKey } from "#worker/pupils/name-key.ts";

const MEFS = ["10010012110", "10110001110", "10210001110", "10310019110"];
const NAMES = ["GARNIER", "MOREAU", "FAURE", "BENALI", "LEROY", "PETIT", "ROUX"];
const FIRST_NAMES = ["Noé", "Inès", "Lila", "Sacha", "Éloïse"];
const YEARS = [2024, 2025, 2026];
const EVENTS = [
  "import.done",
  "member.joined",
  "results.imported",
  "pupils.exported",
  "access.refused",
];
const PEOPLE = "camille";

/** How much a school holds, and the parameters of its lists: all of these exist in it. */
export type Crowd = { pupils: number; journalLines: number; results: number; imports: number };

export const LARGEST: Crowd = { pupils: 3_500, journalLines: 5_000, results: 3_500, imports: 100 };
/** No school is so large: only to see that the lists still answer. */
export const UNREAL: Crowd = {
  ...{ pupils: 100_000, journalLines: 100_000 },
  ...{ results: 10_000, imports: 500 },
};

/** The schools of the bench: the one that is read, and another one of the same size. */
export const SCHOOLS = [1, 2] as const;
const MEMBERS = 200;
const WAITING = 500;
/** Pupils of a class, and of one that has results. */
const CLASS = 30;
/** Numbers of the pupils of a school begin here. */
const firstOf = (school: number) => school * 1_000_000;

export function askedOf({ pupils, imports, journalLines }: Crowd) {
  const [school] = SCHOOLS;
  return {
    organizationId: school,
    importId: `${school}-import-${imports}`,
    resultsId: `${school}-results`,
    userId: `${PEOPLE}-3`,
    pupilId: String(firstOf(school) + 42),
    year: "2025-2026",
    division: "6E 10",
    rareName: "garnier777",
    lastPage: Math.floor(Math.min(pupils * 0.7, journalLines) / 50),
  };
}

/** Invented pupils with everything that the lists show, in the file of a migrated local school database. */
export function fillSchoolDatabase(file: string, crowd: Crowd): void {
  write(file, (db) => {
    for (const school of SCHOOLS) {
      addPupils(db, school, crowd.pupils);
      addImports(db, school, crowd);
      addResults(db, school, crowd.results);
      addJournal(db, school, crowd.journalLines);
    }
  });
}

/** The same schools in the file of the migrated central database: directory, people, invitations, their journal. */
export function fillCentralDatabase(file: string, crowd: Crowd): void {
  write(file, (db) => {
    db.prepare(
      `WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?2)
       INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
       SELECT ?1 || '-' || i, 'Camille Essai ' || i, ?1 || i || '@essai.test', 1, 1, 1 FROM one`,
    ).run(PEOPLE, MEMBERS);
    for (const school of SCHOOLS) {
      db.prepare(
        `INSERT INTO organization (id, uai, name, kind, shard)
         VALUES (?1, printf('%07dX', ?1), '', 'sco-menj', 1)`,
      ).run(school);
      addTeam(db, school);
      addJournal(db, school, crowd.journalLines / 5);
    }
  });
}

function write(file: string, fill: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(file, { timeout: 10_000 });
  db.exec("PRAGMA synchronous = OFF; BEGIN");
  fill(db);
  db.exec("COMMIT");
  db.close();
}

function addPupils(db: DatabaseSync, school: number, pupils: number): void {
  const insert = db.prepare(
    `INSERT INTO pupil (id, organization_id, ine, last_name, usual_name, first_name, middle_name,
       third_name, sex, birth_date, birth_city, birth_city_code, birth_department, birth_country,
       mef, status, division, search, deactivated_at)
     VALUES (?, ?, ?, ?, '', ?, '', '', 'F', ?, '', '80021', '080', '100', ?, 'ST', ?, ?, ?)`,
  );
  for (let place = 0; place < pupils; place += 1) insert.run(...pupilRow(school, place));
  for (const year of YEARS) {
    db.prepare(
      `INSERT INTO schooling (organization_id, pupil_id, year, division, mef)
       SELECT organization_id, id, ?2, division, mef FROM pupil WHERE organization_id = ?1`,
    ).run(school, year);
  }
}

function pupilRow(school: number, place: number): Array<string | number | null> {
  const lastName = `${NAMES[place % NAMES.length]}${(place * 7_919) % 100_003}`;
  const firstName = FIRST_NAMES[place % FIRST_NAMES.length] ?? "";
  const level = place % MEFS.length;
  return [
    ...[firstOf(school) + place, school, `${school}${place}`, lastName, firstName],
    `20${10 + (place % 5)}-${10 + (place % 3)}-${10 + (place % 19)}`,
    ...[MEFS[level] ?? "", `${6 - level}E ${Math.floor(place / (MEFS.length * CLASS))}`],
    searchKey({ lastName, firstName, usualName: "" }),
    place % 5 === 0 ? 1 : null,
  ];
}

/** Imports that ended; the last one changed every pupil, and has the maximum of 1 000 stored errors. */
function addImports(db: DatabaseSync, school: number, { pupils, imports }: Crowd): void {
  const skipped = Math.floor(pupils / 20);
  db.prepare(
    `WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?2)
     INSERT INTO import (organization_id, number, id, created_by, created_by_name, filename, format,
       kind, status, source_size, total_bytes, school_year, changed, skipped, error_count,
       base_version_after, created_at, heartbeat_at, finished_at)
     SELECT ?1, i, ?1 || '-import-' || i, ?4 || '-1', 'Camille Demo', 'eleves.xml', 'xml', 'siecle',
       'done', 1, 1, '2026-2027', ?3, ?5, 1000, i, i, i, i FROM one`,
  ).run(school, imports, pupils, PEOPLE, skipped);
  db.prepare(
    `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, diff,
       new_schooling)
     SELECT organization_id, ?2, id, id, CASE id % 10 WHEN 0 THEN 0 WHEN 1 THEN 3 WHEN 2 THEN 2
         WHEN 3 THEN 4 ELSE 1 END,
       json_object('division', json_array('5E 1', division)), 1
     FROM pupil WHERE organization_id = ?1`,
  ).run(school, imports);
  const last = `${school}-import-${imports}`;
  const numbers =
    "WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?2)";
  db.prepare(
    `${numbers} INSERT INTO import_skip (import_id, ordinal, reason, line, pupil, division)
     SELECT ?1, i, 'NO_CLASS', i, 'Lila MOREAU', '6E 1' FROM one`,
  ).run(last, skipped);
  db.prepare(
    `${numbers} INSERT INTO import_error (import_id, ordinal, code, line, pupil)
     SELECT ?1, i, 'SEX_REQUIRED', i, 'Lila MOREAU' FROM one`,
  ).run(last, 1_000);
}

function addTeam(db: DatabaseSync, school: number): void {
  const numbers =
    "WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?2)";
  for (const insert of [
    `INSERT INTO membership (organization_id, user_id, role, joined_at, removed_at)
     SELECT ?1, ?3 || '-' || i, 'member', i, CASE WHEN i % 4 = 0 THEN 1 END FROM one`,
    `INSERT INTO invitation (id, organization_id, purpose, email, role, state, token_hash,
       invited_by, sent_at, expires_at, outbox_id)
     SELECT ?1 || '-invitation-' || i, ?1, 'invitation', i || '@essai.test', 'member',
       CASE WHEN i % 2 THEN 'pending' ELSE 'used' END, ?1 || '-' || i, ?3 || '-1', i, i, ?1 || i
     FROM one`,
  ]) {
    db.prepare(`${numbers} ${insert}`).run(school, MEMBERS, PEOPLE);
  }
}

/** Classes of 30 in the class of the year; the last file left some rows waiting. */
function addResults(db: DatabaseSync, school: number, results: number): void {
  const columns = `birth_city, external_id, type, status, level, score, competences, complementary,
    comment, session, center, taken_on, delivered_on, verification_code, version, school_year,
    division`;
  const values = `'Saint-Étienne', '', 'Pix',
    CASE WHEN p.id % 9 THEN 'validated' ELSE 'rejected' END, 'Avancé 1', 518,
    '[3,4,5,2,null,0,4,3,7,1,2,4,5,4,6,0]', '{}', '', '777', 'Collège de charge', '2026-03-12', '',
    'P-P4GQ4B7K', 'v3'`;
  db.prepare(
    `INSERT INTO certification (organization_id, number, pupil_id, first_name, last_name,
       birth_date, search, file, ${columns})
     SELECT ?1, id, id, first_name, last_name, birth_date, search, 1,
       ${values},
       CASE WHEN id % 2 THEN '2025-2026' ELSE '2024-2025' END, division
     FROM pupil p WHERE organization_id = ?1 ORDER BY id LIMIT ?2`,
  ).run(school, results);
  const file = `${school}-results`;
  db.prepare(
    `INSERT INTO certification_import (id, organization_id, number, filename, file_division, imported_by,
       at, state, rows) VALUES (?2, ?1, 1, 'resultats.csv', '', 'Camille Demo', 1, 'done', ?3)`,
  ).run(school, file, results);
  db.prepare(
    `INSERT INTO certification_row (import_id, line, organization_id, number, first_name, last_name,
       birth_date, search, match_key, usual_key, first_key, reason, ${columns})
     SELECT ?2, id, ?1, 'w' || id, first_name, last_name, birth_date, search, search, search,
       search, 'UNKNOWN', ${values}, '2025-2026', ''
     FROM pupil p WHERE organization_id = ?1 LIMIT ?3`,
  ).run(school, file, WAITING);
}

/** A year of journal lines, one in five by the service. */
function addJournal(db: DatabaseSync, school: number, lines: number): void {
  const insert = db.prepare(
    "INSERT INTO journal (organization_id, at, n, user_id, event, subject) VALUES (?, ?, 1, ?, ?, ?)",
  );
  const from = Date.parse("2025-11-24T08:00:00Z");
  const step = (365 * 24 * 3_600_000) / lines;
  for (let place = 0; place < lines; place += 1) {
    const user = place % 5 === 0 ? null : `${PEOPLE}-${1 + (place % MEMBERS)}`;
    const event = EVENTS[((place * 7) % 11) % EVENTS.length] ?? "";
    insert.run(school, Math.floor(from + place * step), user, event, `${PEOPLE}-2`);
  }
}

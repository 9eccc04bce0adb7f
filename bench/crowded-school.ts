import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { nameKey } from "#worker/pupils/name-key.ts";

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const MEFS = ["10010012110", "10110001110", "10210001110", "10310019110"];
const NAMES = ["GARNIER", "MOREAU", "FAURE", "BENALI", "LEROY", "PETIT", "ROUX"];
const FIRST_NAMES = ["Noé", "Inès", "Lila", "Sacha", "Éloïse"];
const YEARS = ["2024-2025", "2025-2026", "2026-2027"];
const EVENTS = [
  "import.done",
  "member.joined",
  "results.imported",
  "pupils.exported",
  "access.refused",
];
const SCHOOL = "school";

export const PUPILS = 100_000;
export const JOURNAL_LINES = 100_000;
export const RESULTS = 10_000;
const IMPORTS = 500;
const MEMBERS = 200;
const WAITING = 500;
/** Pupils of a class, and of one that has results. */
const CLASS = 30;

/** The parameters of the lists for this school: all of these exist in it. */
export const CROWDED = {
  organizationId: SCHOOL,
  importId: `${SCHOOL}-import-${IMPORTS}`,
  resultsId: `${SCHOOL}-results`,
  userId: `${SCHOOL}-user-3`,
  pupilId: `${SCHOOL}-pupil-42`,
  year: "2025-2026",
  division: "6E 10",
  rareName: "garnier777",
  lastPage: 1_500,
};

/**
 * The real schema, with its triggers and indexes, in this file of the local D1: a school of 100 000 invented pupils
 * with everything that its lists show, and a second school of the same size.
 */
export function fillCrowdedSchool(file: string): void {
  const db = new DatabaseSync(file, { timeout: 10_000 });
  db.exec("PRAGMA synchronous = OFF");
  for (const name of readdirSync(MIGRATIONS)
    .filter((one) => one.endsWith(".sql"))
    .sort()) {
    db.exec(readFileSync(new URL(name, MIGRATIONS), "utf8"));
  }
  db.exec("BEGIN");
  for (const school of [SCHOOL, "another"]) {
    db.prepare(
      "INSERT INTO organization (id, uai, name, kind) VALUES (?1, ?1, '', 'sco-menj')",
    ).run(school);
    addPupils(db, school);
    addImports(db, school);
    addTeam(db, school);
    addResults(db, school);
    addJournal(db, school);
  }
  db.exec("COMMIT");
  db.close();
}

function addPupils(db: DatabaseSync, school: string): void {
  const insert = db.prepare(
    `INSERT INTO pupil (id, organization_id, ine, last_name, usual_name, first_name, middle_name,
       third_name, sex, birth_date, birth_city, birth_city_code, birth_department, birth_country,
       mef, status, division, search, search_first, deactivated_at)
     VALUES (?, ?, ?, ?, '', ?, '', '', 'F', ?, '', '80021', '080', '100', ?, 'ST', ?, ?, ?, ?)`,
  );
  for (let place = 0; place < PUPILS; place += 1) insert.run(...pupilRow(school, place));
  for (const year of YEARS) {
    db.prepare(
      `INSERT INTO schooling (organization_id, pupil_id, school_year, division, mef)
       SELECT organization_id, id, ?2, division, mef FROM pupil WHERE organization_id = ?1`,
    ).run(school, year);
  }
}

function pupilRow(school: string, place: number): Array<string | number | null> {
  const last = `${NAMES[place % NAMES.length]}${(place * 7_919) % 100_003}`;
  const first = FIRST_NAMES[place % FIRST_NAMES.length] ?? "";
  const level = place % MEFS.length;
  return [
    ...[`${school}-pupil-${place}`, school, `${school}${place}`, last, first],
    `20${10 + (place % 5)}-${10 + (place % 3)}-${10 + (place % 19)}`,
    ...[MEFS[level] ?? "", `${6 - level}E ${Math.floor(place / (MEFS.length * CLASS))}`],
    ...[nameKey(`${last} ${first}`), nameKey(`${first} ${last}`)],
    place % 5 === 0 ? 1 : null,
  ];
}

/** Imports that ended; the last one changed every pupil, skipped 5 000 and has the maximum of 1 000 stored errors. */
function addImports(db: DatabaseSync, school: string): void {
  db.prepare(
    `WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?2)
     INSERT INTO import (id, organization_id, created_by, created_by_name, filename, format, kind,
       status, source_size, total_bytes, today, school_year, changed, skipped, error_count,
       base_version_after, created_at, heartbeat_at, finished_at)
     SELECT ?1 || '-import-' || i, ?1, ?1 || '-user-1', 'Camille Demo', 'eleves.xml', 'xml', 'siecle',
       'done', 1, 1, '2026-09-02', '2026-2027', ?3, 5000, 1000, i, i, i, i FROM one`,
  ).run(school, IMPORTS, PUPILS);
  const last = `${school}-import-${IMPORTS}`;
  db.prepare(
    `INSERT INTO pupil_change (import_id, ordinal, organization_id, pupil_id, kind, pupil, division,
       before, after, at)
     SELECT ?2, row_number() OVER (), ?1, id,
       CASE rowid % 10 WHEN 0 THEN 'added' WHEN 1 THEN 'deactivated' WHEN 2 THEN 'reactivated'
         WHEN 3 THEN 'schooling' ELSE 'changed' END,
       last_name, division, '["A"]', '["B"]', 1
     FROM pupil WHERE organization_id = ?1`,
  ).run(school, last);
  const numbers =
    "WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?2)";
  db.prepare(
    `${numbers} INSERT INTO import_skip (import_id, ordinal, reason, line, pupil, division)
     SELECT ?1, i, 'NO_CLASS', i, 'Lila MOREAU', '6E 1' FROM one`,
  ).run(last, 5_000);
  db.prepare(
    `${numbers} INSERT INTO import_error (import_id, ordinal, code, line, pupil)
     SELECT ?1, i, 'SEX_REQUIRED', i, 'Lila MOREAU' FROM one`,
  ).run(last, 1_000);
}

function addTeam(db: DatabaseSync, school: string): void {
  const numbers =
    "WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?2)";
  for (const insert of [
    `INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
     SELECT ?1 || '-user-' || i, 'Camille Essai ' || i, ?1 || i || '@essai.test', 1, 1, 1 FROM one`,
    `INSERT INTO membership (organization_id, user_id, role, joined_at, removed_at)
     SELECT ?1, ?1 || '-user-' || i, 'member', i, CASE WHEN i % 4 = 0 THEN 1 END FROM one`,
    `INSERT INTO invitation (id, organization_id, purpose, email, role, state, token_hash,
       invited_by, sent_at, expires_at, outbox_id)
     SELECT ?1 || '-invitation-' || i, ?1, 'invitation', i || '@essai.test', 'member',
       CASE WHEN i % 2 THEN 'pending' ELSE 'used' END, ?1 || i, ?1 || '-user-1', i, i, ?1 || i
     FROM one`,
  ]) {
    db.prepare(`${numbers} ${insert}`).run(school, MEMBERS);
  }
}

/** Classes of 30 in the class of the year; the last file left some rows waiting. */
function addResults(db: DatabaseSync, school: string): void {
  const columns = `birth_city, external_id, type, status, level, score, competences, complementary,
    comment, session, center, taken_on, delivered_on, verification_code, version, school_year,
    division`;
  const values = `'Saint-Étienne', '', 'Pix',
    CASE WHEN p.rowid % 9 THEN 'validated' ELSE 'rejected' END, 'Avancé 1', 518,
    '[3,4,5,2,null,0,4,3,7,1,2,4,5,4,6,0]', '{}', '', '777', 'Collège de charge', '2026-03-12', '',
    'P-P4GQ4B7K', 'v3'`;
  db.prepare(
    `INSERT INTO certification (id, organization_id, number, pupil_id, first_name, last_name,
       birth_date, search, imported_at, imported_by, filename, ${columns})
     SELECT ?1 || '-result-' || rowid, ?1, rowid, id, first_name, last_name, birth_date, search, 1,
       'Camille Demo', 'resultats.csv', ${values},
       CASE WHEN rowid % 2 THEN '2025-2026' ELSE '2024-2025' END, division
     FROM pupil p WHERE organization_id = ?1 ORDER BY rowid LIMIT ?2`,
  ).run(school, RESULTS);
  const file = `${school}-results`;
  db.prepare(
    `INSERT INTO certification_import (id, organization_id, filename, file_division, imported_by, at,
       state, rows) VALUES (?2, ?1, 'resultats.csv', '', 'Camille Demo', 1, 'done', ?3)`,
  ).run(school, file, RESULTS);
  db.prepare(
    `INSERT INTO certification_row (import_id, line, organization_id, number, first_name, last_name,
       birth_date, search, match_key, usual_key, first_key, reason, ${columns})
     SELECT ?2, rowid, ?1, 'w' || rowid, first_name, last_name, birth_date, search, search, search,
       search, 'UNKNOWN', ${values}, '2025-2026', ''
     FROM pupil p WHERE organization_id = ?1 LIMIT ?3`,
  ).run(school, file, WAITING);
}

/** A year of journal lines, one in five by the service. */
function addJournal(db: DatabaseSync, school: string): void {
  const insert = db.prepare(
    "INSERT INTO journal (organization_id, at, user_id, event, subject) VALUES (?, ?, ?, ?, ?)",
  );
  const from = Date.parse("2025-11-24T08:00:00Z");
  const step = (365 * 24 * 3_600_000) / JOURNAL_LINES;
  for (let place = 0; place < JOURNAL_LINES; place += 1) {
    const user = place % 5 === 0 ? null : `${school}-user-${1 + (place % MEMBERS)}`;
    const event = EVENTS[((place * 7) % 11) % EVENTS.length] ?? "";
    insert.run(school, Math.floor(from + place * step), user, event, `${school}-user-2`);
  }
}

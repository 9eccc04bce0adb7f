import { DatabaseSync } from "node:sqlite";
import { BOYS, GIRLS, SURNAMES } from "#worker/demo/names.ts";
import { nameKey } from "#worker/pupils/name-key.ts";

/** Bytes a row, indexes included, after three Septembers: what was asked of the compact tables (decision 0061). */
export const MOST_BYTES: Record<string, number> = {
  pupil: 160,
  schooling: 40,
  pupil_change: 75,
  certification: 300,
  journal: 130,
  import: 330,
};

/** What one September leaves behind, of every school the same: figures of `docs/scale.md`. */
export const PUPILS_A_SCHOOL = 510;
/** One pupil in four leaves and one in four arrives; nearly all the others change class. */
const RENEWED_IN = 4;
const RESULTS_A_YEAR = 60;
const SMALL_IMPORTS = 24;
const JOURNAL_LINES_A_YEAR = 120;
const DAY = 86_400_000;

/** Not the schools of the demo, which the same database holds. */
const BENCH = "BETWEEN 1000000 AND 2999999";
const UUID = `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
  || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;
/** As long as the id of an account (`newAccountId`). */
const ACCOUNT = "lower(hex(randomblob(8)))";
const FILENAME = "ElevesSansAdresses.zip";
const ORDER = "ORDER BY (id * 2654435761) % 4294967296";

/**
 * Fills a school database with schools as they are at the peak of their `septembers`th September, one in the order of a hash after
 * another, by set-based SQL: invented names, no personal data. `first`: the number of the first school.
 */
export function fillSchools(
  file: string,
  { first, schools, septembers }: { first: number; schools: number; septembers: number },
): void {
  const db = new DatabaseSync(file, { timeout: 60_000 });
  db.exec("PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -400000");
  db.exec("BEGIN");
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
     INSERT INTO school (id, next_pupil, swept_at, visited_at)
     SELECT CAST(?1 AS INTEGER) + i, ((CAST(?1 AS INTEGER) + i) * 2654435761 % 4294967296) / 4 + 1, 1, 1
     FROM n`,
  ).run(first, schools);
  db.exec("CREATE TEMP TABLE number(i INTEGER PRIMARY KEY)");
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO number SELECT i FROM n`,
  ).run(PUPILS_A_SCHOOL);
  addNames(db, "surname", SURNAMES);
  addNames(db, "given", [...GIRLS, ...BOYS]);
  for (let september = 0; september < septembers; september += 1) {
    addSeptember(db, september);
    if (september + 1 < septembers) addRestOfYear(db, september);
  }
  db.exec("COMMIT");
  db.close();
}

/** A table of invented names of a usual length, each with its folded form, numbered from 0. */
function addNames(db: DatabaseSync, table: string, names: readonly string[]): void {
  db.exec(`CREATE TEMP TABLE ${table}(i INTEGER PRIMARY KEY, name TEXT, key TEXT)`);
  const insert = db.prepare(`INSERT INTO ${table} VALUES (?1, ?2, ?3)`);
  for (const [i, name] of names.entries()) insert.run(i, name, nameKey(name));
}

/** The year it begins in, its first day, and the number of its import. */
function namesOf(september: number) {
  const year = 2026 - 2 + september;
  return { year, at: Date.UTC(year, 8, 4), number: september * (SMALL_IMPORTS + 1) + 1 };
}

function addImports(
  db: DatabaseSync,
  september: number,
  { from, to, added }: { from: number; to: number; added: number },
): void {
  const { year, at, number } = namesOf(september);
  const day = `${year}-09-04`;
  const when = `${at} + k.i * ${14 * DAY}`;
  db.prepare(
    `INSERT INTO import (organization_id, number, id, created_by, created_by_name, filename, format, kind, status,
       seq, source_size, bytes, total_bytes, school_year, exported_at, row_count, added, changed, unchanged, deactivated,
       active_before, reasons, base_version_seen, base_version_after, created_at, heartbeat_at, finished_at, cleaned,
       purged, leavers_seen_at)
     SELECT s.id, ?1 + k.i, ${UUID}, ${ACCOUNT}, 'Camille Direction', '${FILENAME}', 'zip',
       'siecle', 'done', 4, 400000, 4000000, 4000000, '${year}-${year + 1}', '${day}T08:15:00', ?2, ?3, 4, ?2, ?3,
       ?2, '[]', ?1 + k.i, ?1 + k.i + 1, ${when}, ${when}, ${when}, 1, k.i > 0, ${at}
     FROM (SELECT id FROM school WHERE id ${BENCH} ${ORDER}) s
     CROSS JOIN (SELECT 0 AS i UNION ALL SELECT i FROM number) k WHERE k.i BETWEEN ?4 AND ?5`,
  ).run(number, PUPILS_A_SCHOOL, added, from, to);
}

function addSeptember(db: DatabaseSync, september: number): void {
  const { year, at, number } = namesOf(september);
  const added = september === 0 ? PUPILS_A_SCHOOL : Math.floor(PUPILS_A_SCHOOL / RENEWED_IN);
  addImports(db, september, { from: 0, to: 0, added });
  if (september > 0) {
    // Those who leave: the oldest that are active.
    db.prepare(
      `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, diff, new_schooling, reason)
       SELECT organization_id, ?1, id, 1000000000 + id, 3, NULL, 0, 'ABSENT' FROM pupil
       WHERE organization_id ${BENCH} AND deactivated_at IS NULL AND id % ${RENEWED_IN} = ?2 % ${RENEWED_IN}`,
    ).run(number, september);
    db.prepare(
      `UPDATE pupil SET deactivated_at = ?1, leaving_reason = 'ABSENT'
       WHERE organization_id ${BENCH} AND deactivated_at IS NULL AND id % ${RENEWED_IN} = ?2 % ${RENEWED_IN}`,
    ).run(at, september);
    // The others change class and level.
    db.prepare(
      `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, diff, new_schooling)
       SELECT organization_id, ?1, id, id, 1, json_object('mef', json_array(mef, '10110001110'),
         'division', json_array(division, '5EME ' || char(65 + id % 6))), 1 FROM pupil WHERE organization_id ${BENCH} AND deactivated_at IS NULL`,
    ).run(number);
    db.prepare(
      `UPDATE pupil SET division = '5EME ' || char(65 + id % 6), mef = '10110001110'
       WHERE organization_id ${BENCH} AND deactivated_at IS NULL`,
    ).run();
  }
  db.prepare(
    `INSERT INTO pupil (organization_id, id, ine, last_name, usual_name, first_name, middle_name, third_name, sex,
       birth_date, birth_city, birth_city_code, birth_department, birth_country, mef, status, division, search)
     SELECT s.id, s.next_pupil + n.i, printf('%09d', abs(random()) % 1000000000) || char(65 + abs(random()) % 26) || char(65 + abs(random()) % 26),
       l.name, '', f.name, iif(n.i % 3 = 0, (SELECT name FROM given WHERE i = n.i % 50), ''), '', iif(n.i % 2, 'F', 'M'),
       (2008 + n.i % 6) || '-0' || (1 + n.i % 9) || '-1' || (n.i % 10), '', '80021', '080', '100', '10010012110', 'ST',
       '6EME ' || char(65 + n.i % 6), l.key || char(9) || f.key || char(9)
     FROM (SELECT id, next_pupil FROM school WHERE id ${BENCH} ${ORDER}) s CROSS JOIN number n
     CROSS JOIN surname l ON l.i = (s.id + n.i * 7) % ${SURNAMES.length}
     CROSS JOIN given f ON f.i = (s.id * 3 + n.i) % ${GIRLS.length + BOYS.length}
     WHERE n.i <= ?1`,
  ).run(added);
  db.prepare(
    `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, new_schooling)
     SELECT s.id, ?1, s.next_pupil + n.i, n.i, 0, 1 FROM (SELECT id, next_pupil FROM school WHERE id ${BENCH} ${ORDER}) s
     CROSS JOIN number n WHERE n.i <= ?2`,
  ).run(number, added);
  db.prepare(
    `UPDATE school SET next_pupil = next_pupil + ?1, base_version = base_version + ?2
     WHERE id ${BENCH}`,
  ).run(PUPILS_A_SCHOOL, SMALL_IMPORTS + 1);
  db.prepare(
    `INSERT INTO schooling (organization_id, pupil_id, year, division, mef)
     SELECT organization_id, id, ?1, division, mef FROM pupil WHERE organization_id ${BENCH} AND deactivated_at IS NULL`,
  ).run(year);
  // What is deleted after twelve months: changes and lines of the journal.
  db.prepare(`DELETE FROM journal WHERE organization_id ${BENCH} AND at < ?1`).run(at - 365 * DAY);
  db.prepare(`DELETE FROM pupil_change WHERE organization_id ${BENCH} AND import_number <= ?1`).run(
    (september - 1) * (SMALL_IMPORTS + 1),
  );
}

/** Small imports, results and lines of the journal between two Septembers. */
function addRestOfYear(db: DatabaseSync, september: number): void {
  const { year, number, at } = namesOf(september);
  addImports(db, september, { from: 1, to: SMALL_IMPORTS, added: 1 });
  // The small imports of the year: one pupil in a hundred changes class.
  db.prepare(
    `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, diff, new_schooling)
     SELECT organization_id, ?1 + k.i, id, id, 1, json_object('division', json_array('6EME A', division)), 0
     FROM (SELECT i FROM number WHERE i <= ${SMALL_IMPORTS}) k CROSS JOIN pupil
     WHERE organization_id ${BENCH} AND deactivated_at IS NULL AND id % 100 = k.i`,
  ).run(number);
  addResults(db, september, `${year}-${year + 1}`, at);
  db.prepare(
    `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
     SELECT s.id, ?1 + n.i * ${3 * DAY}, 0, ${ACCOUNT},
       CASE n.i % 5 WHEN 0 THEN 'import.done' WHEN 1 THEN 'import.received' ELSE 'attestations.exported' END,
       iif(n.i % 5 < 2, 1 + n.i / 5, '6EME A'),
       CASE n.i % 5 WHEN 0 THEN '{"added":1,"changed":4,"reactivated":0,"deactivated":1,"skipped":3}'
         WHEN 1 THEN '{"filename":"${FILENAME}"}' ELSE '{}' END
     FROM (SELECT id FROM school WHERE id ${BENCH} ${ORDER}) s CROSS JOIN number n WHERE n.i <= ${JOURNAL_LINES_A_YEAR}`,
  ).run(at);
}

/** Four files of results a year. */
function addResults(db: DatabaseSync, september: number, year: string, at: number): void {
  db.prepare(
    `INSERT INTO certification_import (id, organization_id, number, filename, file_division, user_id, imported_by, at,
       state, rows, added)
     SELECT lower(hex(randomblob(18))), s.id, 4 * ?1 + n.i, '20260616_resultats_3A.csv', '3A', ${ACCOUNT},
       'Camille Direction', ?2, 'done', ${RESULTS_A_YEAR / 4}, ${RESULTS_A_YEAR / 4}
     FROM (SELECT id FROM school WHERE id ${BENCH} ${ORDER}) s CROSS JOIN number n WHERE n.i <= 4`,
  ).run(september, at);
  db.prepare(
    `INSERT INTO certification (organization_id, number, pupil_id, first_name, last_name, birth_date, birth_city,
       external_id, type, status, level, score, competences, complementary, comment, session, center, taken_on,
       delivered_on, verification_code, version, school_year, division, file, search)
     SELECT organization_id, CAST(id + ?1 * 1000000 AS TEXT), id, first_name, last_name, birth_date, 'Amiens', '', 'Pix',
       'validated', 'Indépendant 1', 350, '[3,3,2,2,3,3,2,2,3,3,2,2,3,3,2,2]', '{}', '', '777123', '', ?2, '', 'P-ABCD1234',
       'v3', ?3, division, 4 * ?1 + 1 + id % 4, replace(search, char(9), ' ')
     FROM (SELECT id AS s FROM school WHERE id ${BENCH} ${ORDER})
     CROSS JOIN pupil ON organization_id = s
     WHERE deactivated_at IS NULL AND (id / 4) % ${Math.round(PUPILS_A_SCHOOL / RESULTS_A_YEAR)} = 0`,
  ).run(september, `${year.slice(0, 4)}-12-11`, year);
}

/** Lists the schools in the directory, and makes one person administrator of some of them. */
export function fillDirectory(
  file: string,
  places: { first: number; schools: number; shard: number }[],
  administered: number,
): void {
  const db = new DatabaseSync(file, { timeout: 60_000 });
  db.exec("PRAGMA synchronous = OFF; BEGIN");
  for (const { first, schools, shard } of places) {
    db.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
       INSERT INTO organization (id, uai, name, kind, city, shard, swept_at)
       SELECT ?1 + i, printf('%07dX', ?1 + i), 'Collège ' || i, 'sco-menj', 'Amiens', ?3, 1 FROM n`,
    ).run(first, schools, shard);
    db.prepare(
      `INSERT INTO membership (organization_id, user_id, role, joined_at)
       SELECT id, (SELECT id FROM user WHERE email = 'admin@demo.test'), 'admin', 1 FROM organization
       WHERE id >= ?1 AND id < ?1 + ?2 ORDER BY id LIMIT ?3`,
    ).run(first, schools, administered);
  }
  db.exec("COMMIT");
  db.close();
}

/** Bytes of each table with its indexes, by `dbstat`. */
export function measureTables(file: string): Map<string, { bytes: number; rows: number }> {
  const db = new DatabaseSync(file, { timeout: 60_000 });
  const tables = new Map<string, { bytes: number; rows: number }>();
  for (const { name, bytes } of db
    .prepare(
      `SELECT m.tbl_name AS name, sum(s.pgsize) AS bytes FROM dbstat s JOIN sqlite_schema m ON m.name = s.name
       WHERE s.aggregate = TRUE GROUP BY 1`,
    )
    .all()) {
    const { n } = db.prepare(`SELECT count(*) AS n FROM "${name}"`).get() ?? {};
    tables.set(String(name), { bytes: Number(bytes), rows: Number(n) });
  }
  db.close();
  return tables;
}

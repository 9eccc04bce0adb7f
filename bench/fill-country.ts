import { DatabaseSync } from "node:sqlite";

/** What one September leaves behind, of every school the same: figures of `docs/scale.md`. */
export const PUPILS_A_SCHOOL = 510;
/** One pupil in four leaves and one in four arrives; nearly all the others change class. */
const RENEWED_IN = 4;
const RESULTS_A_YEAR = 120;
const SMALL_IMPORTS = 24;
const JOURNAL_LINES_A_YEAR = 60;
const DAY = 86_400_000;

const ORDER = "ORDER BY (id * 2654435761) % 4294967296";

/**
 * Fills a school database with schools that have `septembers` Septembers behind them, one in the order of a hash after
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
     SELECT ?1 + i, ((?1 + i) * 2654435761 % 4294967296) / 4 + 1, 1, 1 FROM n`,
  ).run(first, schools);
  db.exec("CREATE TEMP TABLE number(i INTEGER PRIMARY KEY)");
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO number SELECT i FROM n`,
  ).run(PUPILS_A_SCHOOL);
  for (let september = 0; september < septembers; september += 1) addSeptember(db, september);
  db.exec("COMMIT");
  db.close();
}

function addSeptember(db: DatabaseSync, september: number): void {
  const year = 2026 - 2 + september;
  const at = Date.UTC(year, 8, 4);
  const added = september === 0 ? PUPILS_A_SCHOOL : Math.floor(PUPILS_A_SCHOOL / RENEWED_IN);
  const base = `${year}-${year + 1}`;
  // The import of September, then small ones through the year.
  db.prepare(
    `INSERT INTO import (organization_id, number, id, created_by, created_by_name, filename, format, kind, status,
       source_size, total_bytes, today, school_year, exported_at, row_count, added, changed, unchanged, deactivated,
       active_before, reasons, base_version_seen, base_version_after, created_at, heartbeat_at, finished_at, cleaned_at, purged_at,
       leavers_seen_at, cursor)
     SELECT s.id, ?1 + k.i, lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
       lower(hex(randomblob(16))), 'Camille Direction', 'ExportXML_ElevesSansAdresses.zip', 'zip', 'siecle', 'done',
       400000, 4000000, ?3, ?4, ?3 || 'T08:15:00', ?5, iif(k.i = 0, ?6, 1), iif(k.i = 0, ?5 - ?6, 4), iif(k.i = 0, 0, ?5 - 5),
       iif(k.i = 0 AND ?2 > 0, ?6, 1), ?5, '[]', ?1 + k.i, ?1 + k.i + 1, ?7 + k.i * ${14 * DAY}, ?7 + k.i * ${14 * DAY}, ?7 + k.i * ${14 * DAY},
       ?7 + k.i * ${14 * DAY}, iif(k.i < ${SMALL_IMPORTS}, ?7 + k.i * ${14 * DAY}, NULL), ?7, NULL
     FROM (SELECT id FROM school ${ORDER}) s CROSS JOIN (SELECT 0 AS i UNION ALL SELECT i FROM number WHERE i <= ${SMALL_IMPORTS}) k`,
  ).run(
    september * (SMALL_IMPORTS + 1) + 1,
    september,
    `${year}-09-04`,
    base,
    PUPILS_A_SCHOOL,
    added,
    at,
  );
  const number = september * (SMALL_IMPORTS + 1) + 1;
  if (september > 0) {
    // Those who leave: the oldest that are active.
    db.prepare(
      `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, diff, new_schooling, reason)
       SELECT organization_id, ?1, id, 1000000000 + id, 3, NULL, 0, 'ABSENT' FROM pupil
       WHERE deactivated_at IS NULL AND id % ${RENEWED_IN} = ?2 % ${RENEWED_IN}`,
    ).run(number, september);
    db.prepare(
      `UPDATE pupil SET deactivated_at = ?1, leaving_reason = 'ABSENT'
       WHERE deactivated_at IS NULL AND id % ${RENEWED_IN} = ?2 % ${RENEWED_IN}`,
    ).run(at, september);
    // The others change class and level.
    db.prepare(
      `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, diff, new_schooling)
       SELECT organization_id, ?1, id, id, 1, json_object('mef', json_array(mef, '10110001110'),
         'division', json_array(division, '5EME ' || char(65 + id % 6))), 1 FROM pupil WHERE deactivated_at IS NULL`,
    ).run(number);
    db.prepare(
      "UPDATE pupil SET division = '5EME ' || char(65 + id % 6), mef = '10110001110' WHERE deactivated_at IS NULL",
    ).run();
  }
  db.prepare(
    `INSERT INTO pupil (organization_id, id, ine, last_name, usual_name, first_name, middle_name, third_name, sex,
       birth_date, birth_city, birth_city_code, birth_department, birth_country, mef, status, division, search)
     SELECT s.id, s.next_pupil + n.i, printf('%09d', abs(random()) % 1000000000) || char(65 + abs(random()) % 26) || char(65 + abs(random()) % 26),
       'MARTINEAU' || (n.i % 97), '', 'Camille' || (n.i % 89), iif(n.i % 3 = 0, 'Dominique', ''), '', iif(n.i % 2, 'F', 'M'),
       (2008 + n.i % 6) || '-0' || (1 + n.i % 9) || '-1' || (n.i % 10), '', '80021', '080', '100', '10010012110', 'ST',
       '6EME ' || char(65 + n.i % 6), 'martineau' || (n.i % 97) || char(9) || 'camille' || (n.i % 89) || char(9)
     FROM (SELECT id, next_pupil FROM school ${ORDER}) s CROSS JOIN number n WHERE n.i <= ?1`,
  ).run(added);
  db.prepare(
    `INSERT INTO pupil_change (organization_id, import_number, pupil_id, ordinal, kind, new_schooling)
     SELECT s.id, ?1, s.next_pupil + n.i, n.i, 0, 1 FROM (SELECT id, next_pupil FROM school ${ORDER}) s
     CROSS JOIN number n WHERE n.i <= ?2`,
  ).run(number, added);
  db.prepare(
    "UPDATE school SET next_pupil = next_pupil + ?1, base_version = base_version + ?2",
  ).run(PUPILS_A_SCHOOL, SMALL_IMPORTS + 1);
  db.prepare(
    `INSERT INTO schooling (organization_id, pupil_id, year, division, mef)
     SELECT organization_id, id, ?1, division, mef FROM pupil WHERE deactivated_at IS NULL`,
  ).run(year);
  addResults(db, september, base, at);
  db.prepare(
    `INSERT INTO journal (organization_id, at, n, user_id, event, subject, detail)
     SELECT s.id, ?1 + n.i * ${4 * DAY}, 0, lower(hex(randomblob(16))), 'import.done', lower(hex(randomblob(16))),
       '{"added":1,"changed":4}'
     FROM (SELECT id FROM school ${ORDER}) s CROSS JOIN number n WHERE n.i <= ${JOURNAL_LINES_A_YEAR}`,
  ).run(at);
  // What a year later is deleted: changes of imports older than twelve months.
  db.prepare("DELETE FROM pupil_change WHERE import_number <= ?1").run(
    (september - 1) * (SMALL_IMPORTS + 1),
  );
}

function addResults(db: DatabaseSync, september: number, year: string, at: number): void {
  db.prepare(
    `INSERT INTO certification (organization_id, number, pupil_id, first_name, last_name, birth_date, birth_city,
       external_id, type, status, level, score, competences, complementary, comment, session, center, taken_on,
       delivered_on, verification_code, version, school_year, division, imported_at, imported_by, filename, search)
     SELECT organization_id, CAST(id + ?1 * 1000000 AS TEXT), id, first_name, last_name, birth_date, 'Amiens', '', 'Pix',
       'validated', 'Indépendant 1', 350, '[3,3,2,2,3,3,2,2,3,3,2,2,3,3,2,2]', '{}', '', '777123', '', ?2, '', 'P-ABCD1234',
       'v3', ?3, division, ?4, 'Camille Direction', '20260616_resultats_3A.csv', replace(search, char(9), ' ')
     FROM pupil WHERE deactivated_at IS NULL AND id % (${PUPILS_A_SCHOOL} / ${RESULTS_A_YEAR}) = 0`,
  ).run(september, `${year.slice(0, 4)}-12-11`, year, at);
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

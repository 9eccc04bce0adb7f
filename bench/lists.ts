import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import type { Level } from "#worker/pupils/level.ts";
import {
  type PupilQuery,
  type PupilSort,
  pupilStatements,
} from "#worker/pupils/list-statements.ts";
import { nameKey } from "#worker/pupils/name-key.ts";
import type { Figure } from "./figure.ts";

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const SCHOOL = "school";
const MEFS = ["10010012110", "10110001110", "10210001110", "10310019110"];
const NAMES = ["GARNIER", "MOREAU", "FAURE", "BENALI", "LEROY", "PETIT", "ROUX"];
const FIRST_NAMES = ["Noé", "Inès", "Lila", "Sacha", "Éloïse"];
const SORTS: PupilSort[] = ["lastName", "-firstName", "birthDate", "-division"];
const LEVELS: Level[] = ["6e"];
const FILTERS: Record<string, Partial<PupilQuery>> = {
  "no filter": {},
  "deactivated too": { includeDeactivated: true },
  "a common search": { search: "garnier noe" },
  "a rare search": { search: "garnier777" },
  "two classes": { divisions: ["6E 0", "5E 1"] },
  "a level": { levels: LEVELS },
  "a level and a search": { levels: LEVELS, search: "moreau" },
  "a far page": { page: 1_500 },
};
const ROUNDS = 5;

/** The SQL of the list of pupils on a school of 100 000, another beside it: the slowest of each filter. */
export function benchLists(pupils = 100_000): Figure[] {
  const db = fill(pupils);
  const formations = MEFS.map((mef) => ({ key: mef.slice(0, 3) + mef.slice(8, 10), active: true }));
  console.log(`Lists of pupils: ${pupils} in the school, as many in another`);
  return Object.entries(FILTERS).map(([name, filter]) => {
    const times = SORTS.map((sort) => {
      const { rows, total, values } = pupilStatements({ ...EVERYONE, ...filter, sort }, formations);
      return Math.max(measure(db, rows, values), measure(db, total, values));
    });
    return { name: `list, ${name} (ms of SQL)`, value: Math.max(...times), most: 20 };
  });
}

const EVERYONE: PupilQuery = {
  organizationId: SCHOOL,
  search: "",
  divisions: [],
  levels: [],
  sort: "lastName",
  page: 1,
  includeDeactivated: false,
};

/** Processor time, best of a few rounds: what the statement costs, whatever else the machine does. */
function measure(db: DatabaseSync, sql: string, values: string[]): number {
  const statement = db.prepare(sql);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.cpuUsage();
    statement.all(...values);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** The real schema, its triggers and indexes, with invented pupils. */
function fill(pupils: number): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  for (const name of readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith(".sql"))
    .sort()) {
    db.exec(readFileSync(new URL(name, MIGRATIONS), "utf8"));
  }
  const insert = db.prepare(
    `INSERT INTO pupil (id, organization_id, ine, last_name, usual_name, first_name, middle_name,
       third_name, sex, birth_date, birth_city, birth_city_code, birth_department, birth_country,
       mef, status, division, search, search_first, deactivated_at)
     VALUES (?, ?, ?, ?, '', ?, '', '', 'F', ?, '', '80021', '080', '100', ?, 'ST', ?, ?, ?, ?)`,
  );
  db.exec("BEGIN");
  for (const school of [SCHOOL, "another"]) {
    db.prepare("INSERT INTO organization (id, uai, name, kind) VALUES (?, ?, '', 'sco-menj')").run(
      school,
      school,
    );
    for (let place = 0; place < pupils; place += 1) {
      insert.run(...pupilRow(school, place));
    }
  }
  db.exec("COMMIT");
  return db;
}

function pupilRow(school: string, place: number): Array<string | number | null> {
  const last = `${NAMES[place % NAMES.length]}${(place * 7_919) % 100_003}`;
  const first = FIRST_NAMES[place % FIRST_NAMES.length] ?? "";
  const level = place % MEFS.length;
  return [
    ...[crypto.randomUUID(), school, `${school}${place}`, last, first],
    `20${10 + (place % 5)}-0${1 + (place % 9)}-1${place % 9}`,
    ...[MEFS[level] ?? "", `${6 - level}E ${Math.floor(place / 120)}`],
    ...[nameKey(`${last} ${first}`), nameKey(`${first} ${last}`)],
    place % 5 === 0 ? 1 : null,
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, value } of benchLists())
    console.log(`  ${name.padEnd(44)} ${value.toFixed(1)}`);
}

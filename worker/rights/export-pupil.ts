import { formatDate, formatMoment } from "#words/format.ts";
import { lists } from "#words/imports.ts";
import { places } from "#words/places.ts";
import { pupilDataFile as words } from "#words/pupil-data-file.ts";
import { HISTORY_FIELDS } from "../certifications/fields.ts";
import { changeKind } from "../imports/schema.ts";
import { lineNumber } from "../journal/record.ts";
import { toCsv } from "../platform/csv.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { readCommunes } from "../pupils/communes.ts";
import { namePlaces, type PlaceNames } from "../pupils/place-names.ts";
import type { PupilPart } from "../pupils/rows-of-pupil.ts";
import { fieldName, shownValue } from "../pupils/shown-value.ts";
import { ROWS_OF_PUPIL } from "./pupil-rows.ts";

type Cell = string | number | null;
type Value = Cell | Value[] | { [name: string]: Value };
type Row = Record<string, Value>;

/** Every row about one pupil, by part, in the order they were written; fields by their name in the database. */
export type PupilData = { exportedAt: string } & Record<PupilPart, Row[]>;

/**
 * All data of one pupil in the school, with the INE: the journal records who asked. Null for a pupil of another school;
 * nothing is recorded then.
 */
export async function exportPupilData(
  env: SchoolEnv,
  input: { organizationId: number; pupilId: string; userId: string },
): Promise<PupilData | null> {
  const { organizationId, pupilId, userId } = input;
  const at = Date.now();
  const found = await env.DB.batch<Record<string, Cell>>([
    ...ROWS_OF_PUPIL.map(({ table, where, more }) =>
      env.DB.prepare(`SELECT ${more ? `*, ${more}` : "*"} FROM ${table} WHERE ${where}`).bind(
        organizationId,
        pupilId,
      ),
    ),
    env.DB.prepare(
      `INSERT INTO journal (organization_id, at, n, user_id, event, subject)
       SELECT ?1, ?3, ${lineNumber("?1", "?3")}, ?4, 'pupil.data_exported', CAST(id AS TEXT)
       FROM pupil WHERE organization_id = ?1 AND id = ?2`,
    ).bind(organizationId, pupilId, at, userId),
  ]);
  const data: PupilData = { exportedAt: new Date(at).toISOString(), ...nothing() };
  for (const [place, { part }] of ROWS_OF_PUPIL.entries()) {
    data[part].push(...(found[place]?.results ?? []).map((row) => toRow(part, row)));
  }
  return data.pupil.length === 1 ? data : null;
}

/** The same as a table for people: part, line, field, value; communes, countries, levels and days in words. */
export async function pupilDataCsv(env: Pick<Env, "ASSETS">, data: PupilData): Promise<string> {
  const held = PUPIL_PARTS.flatMap((part) =>
    data[part].flatMap((row) => [row, row.before, row.after].filter(isObject)),
  );
  const names = namePlaces(await readCommunes(env), held.flatMap(codesOf));
  const rows = PARTS.flatMap((part) =>
    data[part].flatMap((row, index) =>
      Object.entries(row)
        .filter(([, value]) => value !== null && value !== "")
        .map(([field, value]) => [
          words.parts[part],
          index + 1,
          words.field(field),
          toCell(part, field, value, names),
        ]),
    ),
  );
  return toCsv(words.headers, rows);
}

/** The parts whose rows have the fields of a pupil: a result too has a status, which is another. */
const PUPIL_PARTS: readonly PupilPart[] = ["pupil", "classes", "changes", "fileBeingRead"];

/** With their code: the file gives what is held. */
const PLACES = new Set(["birth_city_code", "birth_country"]);

/** Columns whose values the screens say in words. */
const CODED = new Set(["kind", "status", "reason", "leaving_reason", "skip"]);

function toCell(part: PupilPart, field: string, value: Value, names: PlaceNames): string | number {
  if (isObject(value)) {
    return Object.entries(value)
      .filter(([, one]) => one !== null && one !== "")
      .map(([name, one]) => lists.change(words.field(name)) + toCell(part, name, one, names))
      .join(" · ");
  }
  if (typeof value === "number") {
    return /(?:^|_)at$/.test(field) ? formatMoment(new Date(value).toISOString()) : value;
  }
  if (typeof value !== "string") return JSON.stringify(value);
  if (CODED.has(field) && words.value(value) !== value) return words.value(value);
  if (!PUPIL_PARTS.includes(part)) return formatDate(value);
  const name = PLACES.has(field) && names.get(value);
  return name ? places.withCode(name, value) : shownValue(fieldName(field), value, names);
}

function isObject(value: Value | undefined): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function codesOf(row: Row): string[] {
  return [...PLACES].flatMap((field) => (typeof row[field] === "string" ? [row[field]] : []));
}

const PARTS: readonly PupilPart[] = [
  ...(["pupil", "classes", "changes", "results", "corrections", "waitingResults"] as const),
  ...(["importErrors", "notImported", "anomalies", "fileBeingRead"] as const),
  "campaigns",
];

function nothing(): Record<PupilPart, Row[]> {
  return {
    ...{ pupil: [], classes: [], changes: [], results: [], corrections: [], waitingResults: [] },
    ...{ importErrors: [], notImported: [], anomalies: [], fileBeingRead: [] },
    campaigns: [],
  };
}

/** The columns in a JSON array of this part, in their order. */
const ARRAYS: Partial<Record<PupilPart, readonly string[]>> = {
  corrections: HISTORY_FIELDS,
};
const JSON_COLUMNS = new Set([
  "before",
  "after",
  "schooling_before",
  "competences",
  "complementary",
]);
const JSON_DETAILS = new Set(["detail", "errors"]);
/** The school itself, and columns that only serve to find the row. */
const LEFT_OUT = new Set([
  ...["organization_id", "search", "match_key", "usual_key"],
  ...["fact", "name_key", "division_key", "twin"],
  ...["import_number", "ordinal", "new_schooling", "known", "file"],
]);

/** Ids are text for everybody outside. */
const IDS = new Set(["id", "pupil_id", "other_pupil_id"]);

function toRow(part: PupilPart, row: Record<string, Cell>): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !LEFT_OUT.has(column))
      .flatMap(([column, value]) => toFields(part, column, value)),
  );
}

/** The columns that are stored in another form than they are read. */
function toFields(part: PupilPart, column: string, value: Cell): [string, Value][] {
  if (value !== null && IDS.has(column)) return [[column, String(value)]];
  if (column === "year") return [["school_year", `${value}-${Number(value) + 1}`]];
  if (part === "changes" && column === "kind")
    return [[column, changeKind(Number(value)) ?? "schooling"]];
  if (column === "diff") return value === null ? [] : fromDiff(JSON.parse(String(value)));
  return [[column, toValue(part, column, value)]];
}

/** `{"division":["6A","6B"]}` as what was before and what was after. */
function fromDiff(diff: Record<string, [Value, Value]>): [string, Value][] {
  const pick = (place: 0 | 1): Value =>
    Object.fromEntries(
      Object.entries(diff)
        .filter(([column]) => column !== "search")
        .map(([column, values]) => [column, values[place]]),
    );
  return [
    ["before", pick(0)],
    ["after", pick(1)],
  ];
}

function toValue(part: PupilPart, column: string, value: Cell): Value {
  // The details of an anomaly are plain values.
  const isJson = part !== "anomalies" && (JSON_COLUMNS.has(column) || JSON_DETAILS.has(column));
  if (!isJson || typeof value !== "string") return value;
  const read: Value = JSON.parse(value);
  const names = ARRAYS[part];
  if (!names || !Array.isArray(read) || column === "competences") return read;
  return Object.fromEntries(read.map((one, place) => [names[place] ?? String(place), one]));
}

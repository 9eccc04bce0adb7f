export const LEVELS = ["6e", "5e", "4e", "3e", "2de", "1re", "Tle", "CAP", "Autre"] as const;
/** The level of a pupil in the words of schools; « Autre » for a MEF without a known level. */
export type Level = (typeof LEVELS)[number];

/**
 * The first three digits of a MEF: the « dispositif de formation » of the national nomenclature (BCN, tables N_MEF and
 * N_DISPOSITIF_FORMATION). Programmes of one year are a level by themselves.
 */
const BY_PROGRAMME: Record<string, Level> = {
  "100": "6e",
  "101": "5e",
  "102": "4e",
  "103": "3e",
  // SEGPA.
  "164": "6e",
  "165": "5e",
  "166": "4e",
  "167": "3e",
  "200": "2de",
  "201": "1re",
  "202": "Tle",
  "211": "1re",
  "212": "Tle",
  // STAV, the technological series of the agricultural schools.
  "213": "Tle",
  "240": "CAP",
  "241": "CAP",
  "242": "CAP",
};

/** The three years of a « bac professionnel »: the programme is the same, so the duration and the year decide. */
const BY_YEAR: Record<string, Level> = { "31": "2de", "32": "1re", "33": "Tle" };
const VOCATIONAL = "247";

/**
 * Level from the part of the MEF that a pupil's row stores (column `formation`): programme in three digits, then
 * duration and year, the ninth and tenth. `10010012110` gives `10011`.
 */
export function levelOfFormation(key: string): Level {
  const programme = key.slice(0, 3);
  if (programme === VOCATIONAL) return BY_YEAR[key.slice(3)] ?? "Autre";
  return BY_PROGRAMME[programme] ?? "Autre";
}

/** Level of a pupil, from the MEF of the school's file (10 or 11 characters). */
export function levelOf(mef: string): Level {
  return levelOfFormation(mef.slice(0, 3) + mef.slice(8, 10));
}

export function isLevel(value: string): value is Level {
  return LEVELS.some((level) => level === value);
}

/** The level for campaigns, which separate the years of a CAP. */
export const YEAR_LEVELS = [
  "6e",
  "5e",
  "4e",
  "3e",
  "2de",
  "1re",
  "Tle",
  "CAP1",
  "CAP2",
  "CAP3",
  "Autre",
] as const;
export type YearLevel = (typeof YEAR_LEVELS)[number];

export function isYearLevel(value: unknown): value is YearLevel {
  return YEAR_LEVELS.some((level) => level === value);
}

const SEGPA = ["164", "165", "166", "167"];

/** SQL of the `Level` of a MEF: the tables above as SQL. */
export function levelSql(mef: string): string {
  return tablesAsSql(mef, "'CAP'");
}

/** SQL of the `YearLevel` of a MEF. */
export function yearLevelSql(mef: string): string {
  const ofCap = ["1", "2", "3"].map((year) => `WHEN '${year}' THEN 'CAP${year}'`).join(" ");
  return tablesAsSql(mef, `CASE substr(${mef}, 10, 1) ${ofCap} ELSE 'Autre' END`);
}

function tablesAsSql(mef: string, cap: string): string {
  const last = `substr(${mef}, 9, 2)`;
  const byYear = Object.entries(BY_YEAR).map(([key, level]) => `WHEN '${key}' THEN '${level}'`);
  const byProgramme = Object.entries(BY_PROGRAMME).map(
    ([key, level]) => `WHEN '${key}' THEN ${level === "CAP" ? cap : `'${level}'`}`,
  );
  return `CASE substr(${mef}, 1, 3) ${byProgramme.join(" ")}
    WHEN '${VOCATIONAL}' THEN CASE ${last} ${byYear.join(" ")} ELSE 'Autre' END ELSE 'Autre' END`;
}

/** SQL, 1 for the MEF of a SEGPA class. */
export function isSegpaSql(mef: string): string {
  return `(substr(${mef}, 1, 3) IN (${SEGPA.map((key) => `'${key}'`).join(", ")}))`;
}

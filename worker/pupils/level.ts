export const LEVELS = ["6e", "5e", "4e", "3e", "2de", "1re", "Tle", "CAP", "Autre"] as const;
/** The level of a pupil as a school says it; « Autre » for a MEF we cannot place. */
export type Level = (typeof LEVELS)[number];

/**
 * The first three digits of a MEF: the « dispositif de formation » of the national nomenclature (BCN,
 * tables N_MEF and N_DISPOSITIF_FORMATION). Those that last one year are a level by themselves.
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

/** The three years of a « bac professionnel »: same programme, so the duration and the year tell. */
const BY_YEAR: Record<string, Level> = { "31": "2de", "32": "1re", "33": "Tle" };
const VOCATIONAL = "247";

/**
 * Level of what a pupil's row keeps of the MEF (column `formation`): programme in three digits, then
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

import { MAX_NAME } from "../../platform/bounds.ts";
import { headerKey, spoiltHeaderKey } from "../../school-files/header-key.ts";
import { COMPETENCES } from "../framework.ts";

/** Most ignored columns listed in the answer, and most letters shown of a header. */
const TOLD_IGNORED = 100;
const SHOWN = 100;

/** Headers as Pix writes them, used in error messages. Source: `docs/domain/results.md` 1.1. */
export const HEADERS = {
  number: "Numéro de certification",
  firstName: "Prénom",
  lastName: "Nom",
  birthDate: "Date de naissance",
  birthCity: "Lieu de naissance",
  externalId: "Identifiant Externe",
  type: "Type de certification",
  status: "Statut",
  level: "Niveau",
  scoreA: "Nombre de Pix",
  scoreB: "Résultat",
  scoreC: "Score en Pix",
  comment: "Commentaire jury pour l’organisation",
  session: "Session",
  center: "Centre de certification",
  takenOn: "Date de passage de la certification",
  division: "Classe",
  ine: "INE",
  verificationCode: "Code de vérification",
  deliveredOn: "Date de délivrance",
  uai: "UAI",
  schoolYear: "Année scolaire",
} as const;

export type ColumnName = keyof typeof HEADERS;
/** `A` until March 2026, `B` for a few weeks, `C` since. */
export type Era = "A" | "B" | "C";

export type Layout = {
  era: Era;
  /** A session that has no Pix certification: neither score nor competences. */
  pixPlusOnly: boolean;
  places: Partial<Record<ColumnName, number>>;
  /** Column of each of the sixteen competences. */
  competences: number[];
  complementary: Array<{ header: string; place: number }>;
  /** Headers that the reader does not know. */
  ignored: string[];
  width: number;
};

export type HeaderFault =
  | { code: "OTHER_PRODUCT" }
  | { code: "HEADER_TOO_LONG"; field: string; limit: number }
  | { code: "MIXED_ERAS" }
  | { code: "MISSING_COLUMN" | "DOUBLE_COLUMN"; field: string };

export const COLUMN_NAMES: ColumnName[] = Object.keys(HEADERS).filter(isColumnName);

const COMMON: ColumnName[] = [
  ...(["number", "firstName", "lastName", "birthDate", "birthCity", "externalId"] as const),
  ...(["comment", "session", "takenOn"] as const),
];
const OF_ERA: Record<Era, ColumnName[]> = {
  A: ["scoreA"],
  B: ["type", "status", "scoreB"],
  C: ["type", "status", "level", "scoreC"],
};
const NAME_OF = new Map(COLUMN_NAMES.map((name) => [headerKey(HEADERS[name]), name]));
const CODES = new Map(COMPETENCES.map(({ code }, place) => [code, place]));
const MONTHS = ["janv", "févr", "mars", "avr"];

/** How many of these headers are known: the way of reading a header row that finds most is the right one. */
export function countColumns(cells: readonly string[]): number {
  return cells.filter((cell) => NAME_OF.has(headerKey(cell)) || codeOf(cell) !== null).length;
}

/** The layout of a header row, from its names in any order; or everything wrong with it. */
export function readLayout(
  cells: readonly string[],
): { ok: true; layout: Layout } | { ok: false; faults: HeaderFault[] } {
  const layout = emptyLayout(cells);
  const doubled = placeColumns(cells, layout);
  const { places } = layout;
  if (places.number === undefined && countColumns(cells) < COMPETENCES.length) {
    return { ok: false, faults: [{ code: "OTHER_PRODUCT" }] };
  }
  const scores = [places.scoreA, places.scoreB, places.scoreC].filter((at) => at !== undefined);
  const older = places.level !== undefined && places.scoreC === undefined && scores.length > 0;
  if (scores.length > 1 || older) return { ok: false, faults: [{ code: "MIXED_ERAS" }] };

  layout.era = eraOf(layout);
  layout.pixPlusOnly =
    layout.era === "C" && places.scoreC === undefined && layout.competences.every((at) => at < 0);
  const faults: HeaderFault[] = [
    ...missingColumns(layout).map((field) => ({ code: "MISSING_COLUMN" as const, field })),
    ...doubled.map((field) => ({ code: "DOUBLE_COLUMN" as const, field })),
    ...layout.complementary
      .filter(({ header }) => header.length > MAX_NAME)
      .map(({ header }) => ({
        code: "HEADER_TOO_LONG" as const,
        field: header.slice(0, SHOWN),
        limit: MAX_NAME,
      })),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, layout };
}

/** The era of a header row that may be incomplete. */
export function readEra(cells: readonly string[]): Era {
  const layout = emptyLayout(cells);
  placeColumns(cells, layout);
  return eraOf(layout);
}

function emptyLayout(cells: readonly string[]): Layout {
  return {
    era: "C",
    pixPlusOnly: false,
    places: {},
    competences: COMPETENCES.map(() => -1),
    complementary: [],
    ignored: [],
    width: cells.length,
  };
}

/** Stores the position of each column in `layout`; returns the headers that occur twice. */
function placeColumns(cells: readonly string[], layout: Layout): string[] {
  const doubled = new Set<string>();
  cells.forEach((cell, place) => {
    const name = NAME_OF.get(headerKey(cell));
    const competence = codeOf(cell);
    if (name) {
      if (layout.places[name] !== undefined) doubled.add(HEADERS[name]);
      else layout.places[name] = place;
    } else if (competence !== null) {
      if (layout.competences[competence] !== -1) doubled.add(COMPETENCES[competence]?.code ?? cell);
      else layout.competences[competence] = place;
    } else if (headerKey(cell).startsWith("certification ")) {
      layout.complementary.push({ header: cell.trim(), place });
    } else if (cell.trim() !== "") {
      if (layout.ignored.length < TOLD_IGNORED) layout.ignored.push(cell.trim().slice(0, SHOWN));
    }
  });
  return [...doubled];
}

function eraOf({ places }: Layout): Era {
  if (places.scoreA !== undefined) return "A";
  if (places.scoreB !== undefined) return "B";
  return places.scoreC !== undefined || places.level !== undefined || places.type !== undefined
    ? "C"
    : "A";
}

function missingColumns({ era, pixPlusOnly, places, competences }: Layout): string[] {
  const wanted = [...COMMON.slice(0, 6), ...OF_ERA[era], ...COMMON.slice(6)].filter(
    (name) => !(pixPlusOnly && name === "scoreC"),
  );
  return [
    ...wanted.filter((name) => places[name] === undefined).map((name) => HEADERS[name]),
    ...(pixPlusOnly ? [] : COMPETENCES.filter((_, at) => competences[at] === -1)).map(
      ({ code }) => code,
    ),
  ];
}

/**
 * The competence of a header. French spreadsheets read `1.1` as a decimal number or as the first of January, and
 * rewrite it as `1,1`, `01/janv` or `01/01/2026`.
 */
function codeOf(cell: string): number | null {
  const found = /^0?([1-5])[.,/ -](?:0?([1-4])|(janv|févr|mars|avr))\.?(?:[./ -]\d{2,4})?$/.exec(
    headerKey(cell),
  );
  if (!found) return null;
  const second = found[2] ?? String(MONTHS.indexOf(found[3] ?? "") + 1);
  return CODES.get(`${found[1]}.${second}`) ?? null;
}

/** Whether a known column is present, ignoring letters that were decoded with the wrong encoding. */
export function hasSpoiltColumn(cells: readonly string[]): boolean {
  const spoilt = new Set(
    [...NAME_OF.keys()].filter((key) => /[^ -~]/.test(key)).map(spoiltHeaderKey),
  );
  return cells.some((cell) => !NAME_OF.has(headerKey(cell)) && spoilt.has(spoiltHeaderKey(cell)));
}

function isColumnName(name: string): name is ColumnName {
  return Object.hasOwn(HEADERS, name);
}

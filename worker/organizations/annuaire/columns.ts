/** Columns of the *Annuaire de l'éducation* (data.education.gouv.fr), named as it names them. */
const COLUMNS = {
  uai: { header: "Identifiant_de_l_etablissement", mandatory: true },
  name: { header: "Nom_etablissement", mandatory: true },
  type: { header: "Type_etablissement", mandatory: true },
  sector: { header: "Statut_public_prive", mandatory: true },
  postalCode: { header: "Code_postal", mandatory: false },
  city: { header: "Nom_commune", mandatory: true },
  academyCode: { header: "Code_academie", mandatory: false },
  academy: { header: "Libelle_academie", mandatory: true },
  mail: { header: "Mail", mandatory: false },
  ministry: { header: "Ministere_tutelle", mandatory: true },
  contract: { header: "Type_contrat_prive", mandatory: true },
  state: { header: "etat", mandatory: true },
} as const;

type Field = keyof typeof COLUMNS;
const FIELDS: Field[] = Object.keys(COLUMNS).filter(isField);

/** One row by field; a missing column or cell is the empty text. */
export type Cells = Record<Field, string>;
/** The index of each field in the rows of this file; absent when the file has no such column. */
export type Places = Partial<Record<Field, number>>;

/** The indexes of the columns, or the headers of all missing mandatory ones. */
export function mapColumns(
  header: readonly string[],
): { ok: true; places: Places } | { ok: false; missing: string[] } {
  const keys = header.map(plainKey);
  const places: Places = {};
  for (const field of FIELDS) {
    const at = keys.indexOf(plainKey(COLUMNS[field].header));
    if (at >= 0) places[field] = at;
  }
  const missing = FIELDS.filter(
    (field) => COLUMNS[field].mandatory && places[field] === undefined,
  ).map((field) => COLUMNS[field].header);
  return missing.length > 0 ? { ok: false, missing } : { ok: true, places };
}

export function cellsOf(row: readonly string[], places: Places): Cells {
  const cell = (field: Field) => clean(row[places[field] ?? -1] ?? "");
  return {
    uai: cell("uai"),
    name: cell("name"),
    type: cell("type"),
    sector: cell("sector"),
    postalCode: cell("postalCode"),
    city: cell("city"),
    academyCode: cell("academyCode"),
    academy: cell("academy"),
    mail: cell("mail"),
    ministry: cell("ministry"),
    contract: cell("contract"),
    state: cell("state"),
  };
}

/** Equal for texts that differ by case, accents, blanks or punctuation: `Libellé académie`, `LIBELLE_ACADEMIE`. */
export function plainKey(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

/** Line ends of quoted cells and other control characters become one space. */
function clean(cell: string): string {
  return cell.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function isField(name: string): name is Field {
  return Object.hasOwn(COLUMNS, name);
}

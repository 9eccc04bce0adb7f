/** The errors of one Fregata line, listed in the order of its columns (`docs/domain/import.md` 3). */
export const FREGATA_CODES = [
  "FIELD_REQUIRED",
  "INE_DUPLICATED",
  "SEX_INVALID",
  "BIRTH_DATE_INVALID",
  "CITY_CODE_INVALID",
  "DEPARTMENT_INVALID",
  "COUNTRY_INVALID",
  "STATUS_INVALID",
  "FIELD_TOO_LONG",
  "NAME_UNREADABLE",
] as const;

export type FregataCode = (typeof FREGATA_CODES)[number];

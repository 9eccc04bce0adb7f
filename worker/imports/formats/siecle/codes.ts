/** The errors of one SIECLE pupil, in the order of their listing (`docs/domain/import.md` 2). */
export const SIECLE_CODES = [
  "BIRTH_CITY_CODE_REQUIRED",
  "SEX_REQUIRED",
  "BIRTH_DATE_REQUIRED",
  "BIRTH_DATE_INVALID",
  "LAST_NAME_REQUIRED",
  "FIRST_NAME_REQUIRED",
  "INE_DUPLICATED",
  "NAME_UNREADABLE",
  "FIELD_TOO_LONG",
  "ELEVE_ID_DUPLICATED",
] as const;

export type SiecleCode = (typeof SIECLE_CODES)[number];

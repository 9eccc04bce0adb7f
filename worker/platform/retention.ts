import { DAY, HOUR, MINUTE } from "./clock.ts";

/** Twelve months, as the triggers of the database count them. */
const YEAR = 365 * DAY;

/**
 * Pupils who left, and their results: kept for this many years after the end of the school year in which the school
 * recorded the departure (decision 0024).
 */
export const LEAVER_YEARS = 5;

/**
 * How long each type of data is kept, in ms, and from when. This is the only source: the sweeps read it, and the
 * page « Données personnelles » is written from it (`personal-data.ts` says which column belongs to which line).
 */
export const RETENTION = {
  /** From the sign-in. */
  session: 8 * HOUR,
  /** From a right password: the code of the second factor must follow within it. */
  challenge: 10 * MINUTE,
  /** From the moment an e-mailed link is followed: its secret, in a cookie. */
  linkCookie: 15 * MINUTE,
  /** From the end of a link about an account. */
  accountLink: 30 * DAY,
  /** From the last sign-in there. */
  knownPlace: YEAR,
  /** From the attempt. No limit counts older attempts. */
  attempt: DAY,
  /** From the end of the invitation: used, cancelled or expired. */
  invitation: YEAR,
  /** From the moment it was written. */
  mail: 30 * DAY,
  /** From the event. A trigger refuses anything shorter. */
  journal: YEAR,
  /** From the failure, for a retry; the file of an import that ended otherwise is deleted at once. */
  upload: DAY,
  /** From the question: an unanswered import is then cancelled. */
  confirmation: DAY,
  /** From the end of the import; a later successful import deletes it too. */
  importDetail: 30 * DAY,
  /** From the import. */
  pupilChange: YEAR,
  /** From the reception of the file. */
  waitingResult: 30 * DAY,
  /** From the correction. */
  resultHistory: YEAR,
  /** From the end of the school year of the departure. */
  pupil: LEAVER_YEARS * YEAR,
  result: LEAVER_YEARS * YEAR,
  /** From the end of the school year of the campaign. */
  campaignResult: 5 * YEAR,
  /** From the reception of the file: the lines of a campaign that match no pupil. */
  campaignWaiting: 90 * DAY,
  /** From the answer: it holds for the school year. */
  campaignAnswer: YEAR,
  /** From the moment it is made. */
  document: 7 * DAY,
  /** From its upload: an object without a row. */
  orphan: DAY,
} as const;

/** How long before the erasure of leavers their school is warned. */
export const LEAVERS_WARNED_MS = 60 * DAY;

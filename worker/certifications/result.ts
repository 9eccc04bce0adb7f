/** A certification result as the product stores it, whatever the era of its file. */
export type Result = {
  id: string;
  /** « Numéro de certification ». */
  number: string;
  pupilId: string | null;
  firstName: string;
  lastName: string;
  /** ISO date. */
  birthDate: string;
  birthCity: string;
  externalId: string;
  type: string;
  status: ResultStatus;
  /** Global level as in the file (`Novice 2`), empty when the file has none. */
  level: string;
  score: number | null;
  /** Sixteen levels in the order of `COMPETENCES`; null: not tested. */
  competences: Array<number | null>;
  complementary: Record<string, string>;
  comment: string;
  session: string;
  center: string;
  /** ISO date of the test. */
  takenOn: string;
  /** ISO date, empty when unknown. */
  deliveredOn: string;
  verificationCode: string;
  version: "v2" | "v3";
  /** `2025-2026`. */
  schoolYear: string;
  division: string;
  importedAt: number;
  importedBy: string;
  filename: string;
};

export type ResultStatus = "validated" | "rejected" | "cancelled" | "error" | "started";

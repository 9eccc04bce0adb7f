import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { pupil } from "../pupils/schema.ts";
import { school } from "../schools/schema.ts";

/**
 * Certification results a school keeps. Each is stamped with the school year and the class it was obtained in: an
 * import of the pupil base never changes or hides one. The values of the file are stored unchanged, so that the
 * same file can be written again.
 */
export const certification = sqliteTable(
  "certification",
  {
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    /** « Numéro de certification »: digits. Importing it again corrects the row. */
    number: text("number").notNull(),
    /** Null when the school chose to keep the result of a person missing from its base. */
    pupilId: integer("pupil_id"),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    /** ISO date. */
    birthDate: text("birth_date").notNull(),
    birthCity: text("birth_city").notNull(),
    externalId: text("external_id").notNull(),
    /** `Pix`, `CléA Numérique by Pix`, `Pix+ Droit`…; empty in files that have no such column. */
    type: text("type").notNull(),
    status: text("status", {
      enum: ["validated", "rejected", "cancelled", "error", "started"],
    }).notNull(),
    /** Global level as in the file (`Novice 2`); empty when the file has none. */
    level: text("level").notNull(),
    /** In Pix; null when the file has none. */
    score: integer("score"),
    /** JSON: sixteen levels 0 to 8 in the order of the framework, null where the file has `-`. */
    competences: text("competences").notNull(),
    /** JSON: header of each complementary column to its cell, in the order of the file. */
    complementary: text("complementary").notNull(),
    comment: text("comment").notNull(),
    session: text("session").notNull(),
    center: text("center").notNull(),
    /** ISO date of the test: the school year comes from it. */
    takenOn: text("taken_on").notNull(),
    /** ISO date; empty when the file has none. */
    deliveredOn: text("delivered_on").notNull(),
    verificationCode: text("verification_code").notNull(),
    /** v2: sessions before the global level; v3: since. */
    version: text("version", { enum: ["v2", "v3"] }).notNull(),
    schoolYear: text("school_year").notNull(),
    /** The class of that year; empty until an administrator gives it. */
    division: text("division").notNull(),
    /** The number of the `certification_import` it comes from: who imported it and when is printed on attestations. */
    file: integer("file").notNull(),
    /** Lower-cased without accents, `last first`: the French order. */
    search: text("search").notNull(),
    /** 1 once a person chose the year, class or pupil of this result: a file no longer changes them. */
    byHand: integer("by_hand").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.number] }),
    // For the foreign key, and for the sheet of a pupil.
    index("certification_by_pupil").on(table.organizationId, table.pupilId),
    foreignKey({
      columns: [table.organizationId, table.pupilId],
      foreignColumns: [pupil.organizationId, pupil.id],
    }),
  ],
);

/** A received file of results with its counts, for the page and the journal. Kept as long as the school: results name it. */
export const certificationImport = sqliteTable(
  "certification_import",
  {
    id: text("id").primaryKey(),
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    /** Inside the school, from 1, in the order of the files. */
    number: integer("number").notNull(),
    filename: text("filename").notNull(),
    /** The class in the name of the file: proposed, never applied without a confirmation. */
    fileDivision: text("file_division").notNull(),
    /** Null for the operator's feed. */
    userId: text("user_id"),
    importedBy: text("imported_by").notNull(),
    at: integer("at").notNull(),
    /** Last heartbeat while it is staging. */
    heartbeatAt: integer("heartbeat_at").notNull().default(0),
    /**
     * `staging` until its one transaction commits. After a crash it stays so, and the next file or the sweeper
     * deletes it.
     */
    state: text("state", { enum: ["staging", "done"] }).notNull(),
    /** 0 while it is staging. */
    rows: integer("rows").notNull(),
    added: integer("added").notNull().default(0),
    corrected: integer("corrected").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    unmatched: integer("unmatched").notNull().default(0),
  },
  (table) => [
    uniqueIndex("certification_import_by_number").on(table.organizationId, table.number),
    index("certification_import_by_age").on(table.at),
    uniqueIndex("certification_import_one_staging")
      .on(table.organizationId)
      .where(sql`state = 'staging'`),
  ],
);

/**
 * The rows of a file during its import; afterwards only those that wait for a choice of the school, 30 days at
 * most. Nullable fields are those that a file may lack.
 */
export const certificationRow = sqliteTable(
  "certification_row",
  {
    importId: text("import_id")
      .notNull()
      .references(() => certificationImport.id),
    line: integer("line").notNull(),
    organizationId: integer("organization_id").notNull(),
    number: text("number").notNull(),
    ine: text("ine"),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    birthDate: text("birth_date").notNull(),
    birthCity: text("birth_city").notNull(),
    externalId: text("external_id").notNull(),
    type: text("type"),
    status: text("status").notNull(),
    level: text("level"),
    score: integer("score"),
    competences: text("competences").notNull(),
    complementary: text("complementary"),
    comment: text("comment").notNull(),
    session: text("session").notNull(),
    center: text("center"),
    takenOn: text("taken_on").notNull(),
    deliveredOn: text("delivered_on"),
    verificationCode: text("verification_code"),
    version: text("version"),
    schoolYear: text("school_year").notNull(),
    /** The class in the file or found in the base; empty without either. */
    division: text("division").notNull(),
    search: text("search").notNull(),
    /** `birth date lastfirst`, `birth date last`, `first`: names without blanks. */
    matchKey: text("match_key").notNull(),
    usualKey: text("usual_key").notNull(),
    firstKey: text("first_key").notNull(),
    /** Not a foreign key: the pupil may be deleted while the row waits. */
    pupilId: integer("pupil_id"),
    /** 1: the school already has a result with this number. */
    known: integer("known"),
    /** Why it waits; null for a row that can be stored. */
    reason: text("reason", { enum: ["UNKNOWN", "AMBIGUOUS", "NO_CLASS"] }),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.line] }),
    index("certification_row_by_number").on(table.organizationId, table.number),
    index("certification_row_by_name").on(table.importId, table.matchKey),
    index("certification_row_by_usual_name").on(table.importId, table.usualKey),
  ],
);

/** The values of a result before and after a file corrected it: `HISTORY_FIELDS` of `fields.ts`, in their order. */
export const certificationHistory = sqliteTable(
  "certification_history",
  {
    organizationId: integer("organization_id").notNull(),
    number: text("number").notNull(),
    importId: text("import_id").notNull(),
    before: text("before").notNull(),
    after: text("after").notNull(),
    at: integer("at").notNull(),
  },
  // A file corrects a result once.
  (table) => [primaryKey({ columns: [table.organizationId, table.number, table.importId] })],
);

import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { organization } from "../organizations/schema.ts";
import { pupil } from "../pupils/schema.ts";

/**
 * Certification results a school keeps. Each is stamped with the school year and the class it was
 * obtained in: an import of the pupil base never changes or hides one. What the file said is kept as it
 * said it, so that the same file can be written again.
 */
export const certification = sqliteTable(
  "certification",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id),
    /** « Numéro de certification »: digits. Importing it again corrects the row. */
    number: text("number").notNull(),
    /** Null when the school chose to keep a result that is nobody's in its base. */
    pupilId: text("pupil_id").references(() => pupil.id),
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
    /** Global level as the file tells it (`Novice 2`); empty when it tells none. */
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
    /** ISO date; empty when the file tells none. */
    deliveredOn: text("delivered_on").notNull(),
    verificationCode: text("verification_code").notNull(),
    /** v2: sessions before the global level; v3: since. */
    version: text("version", { enum: ["v2", "v3"] }).notNull(),
    schoolYear: text("school_year").notNull(),
    /** The class of that year; empty until somebody says which. */
    division: text("division").notNull(),
    /** Who brought it, by which file and when: printed on the attestation. */
    importedAt: integer("imported_at").notNull(),
    importedBy: text("imported_by").notNull(),
    filename: text("filename").notNull(),
    /** Lower-cased without accents, `last first`: the French order. */
    search: text("search").notNull(),
  },
  (table) => [
    uniqueIndex("certification_by_number").on(table.organizationId, table.number),
    index("certification_by_class").on(
      table.organizationId,
      table.schoolYear,
      table.division,
      table.search,
    ),
    index("certification_by_pupil").on(table.pupilId),
  ],
);

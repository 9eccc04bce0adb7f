import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { organization } from "../organizations/schema.ts";
import { LEAVING_REASONS } from "./leaving.ts";

/** What a school file says of a pupil: the same columns in the base and in the staging of an import. */
export function pupilColumns() {
  return {
    lastName: text("last_name").notNull(),
    usualName: text("usual_name").notNull(),
    firstName: text("first_name").notNull(),
    middleName: text("middle_name").notNull(),
    thirdName: text("third_name").notNull(),
    sex: text("sex").notNull(),
    birthDate: text("birth_date").notNull(),
    birthCity: text("birth_city").notNull(),
    birthCityCode: text("birth_city_code").notNull(),
    birthDepartment: text("birth_department").notNull(),
    birthCountry: text("birth_country").notNull(),
    mef: text("mef").notNull(),
    status: text("status").notNull(),
    division: text("division").notNull(),
    /** `last first usual`, lower-case without accents: searched, and the French order by name. */
    search: text("search").notNull(),
    /** `first last`, made the same way: the French order by first name. */
    searchFirst: text("search_first").notNull(),
  };
}

export const pupil = sqliteTable(
  "pupil",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id),
    ine: text("ine").notNull(),
    ...pupilColumns(),
    /** What of the MEF tells the level: programme, then duration and year. See `level.ts`. */
    formation: text("formation").generatedAlwaysAs(sql`substr(mef, 1, 3) || substr(mef, 9, 2)`, {
      mode: "virtual",
    }),
    deactivatedAt: integer("deactivated_at"),
    /** Why, and the ISO date of departure when the file told it; null while active, or not known. */
    leavingReason: text("leaving_reason", { enum: LEAVING_REASONS }),
    leftOn: text("left_on"),
    /** The last import that wrote this row; null for rows no import ever wrote. */
    lastImportId: text("last_import_id"),
  },
  (table) => [
    uniqueIndex("pupil_by_ine").on(table.organizationId, table.ine),
    index("pupil_by_departure")
      .on(table.organizationId, table.deactivatedAt)
      .where(sql`deactivated_at IS NOT NULL`),
    // What a list filters by follows what it is sorted by: a list is read in one of these alone.
    index("pupil_by_name").on(table.organizationId, table.search, table.deactivatedAt),
    index("pupil_by_first_name").on(
      table.organizationId,
      table.searchFirst,
      table.search,
      table.deactivatedAt,
      table.formation,
    ),
    index("pupil_by_birth_date").on(
      table.organizationId,
      table.birthDate,
      table.search,
      table.deactivatedAt,
      table.formation,
    ),
    index("pupil_by_division").on(
      table.organizationId,
      table.division,
      table.search,
      table.deactivatedAt,
      table.formation,
    ),
    index("pupil_by_formation").on(
      table.organizationId,
      table.formation,
      table.search,
      table.deactivatedAt,
    ),
  ],
);

/** Which class a pupil was in, year by year: what an import never takes away. */
export const schooling = sqliteTable(
  "schooling",
  {
    organizationId: text("organization_id").notNull(),
    pupilId: text("pupil_id")
      .notNull()
      .references(() => pupil.id),
    schoolYear: text("school_year").notNull(),
    division: text("division").notNull(),
    mef: text("mef").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.pupilId, table.schoolYear] }),
    index("schooling_by_class").on(table.organizationId, table.schoolYear, table.division),
  ],
);

import { sql } from "drizzle-orm";
import { check, integer, sqliteTable } from "drizzle-orm/sqlite-core";

/** In every database. Inserting 0 here rolls a whole batch back: the only conditional that D1's `batch()` has. */
export const assertion = sqliteTable("_assert", { ok: integer("ok").notNull() }, (table) => [
  check("guard", sql`${table.ok} = 1`),
]);

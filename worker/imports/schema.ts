import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { LEAVING_REASONS } from "../pupils/leaving.ts";
import { pupilColumns } from "../pupils/schema.ts";
import { school } from "../schools/schema.ts";
import { type ImportCode, SKIP_REASONS } from "./codes.ts";
import type { FormatName } from "./formats/formats.ts";
import {
  ACTIVE_STATUSES,
  ANOMALY_KINDS,
  CHANGE_KINDS,
  type ChangeKind,
  END_STATUSES,
} from "./view.ts";

export const importTable = sqliteTable(
  "import",
  {
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    /** Inside the school, from 1, in the order of the uploads. */
    number: integer("number").notNull(),
    /** The id of URLs, messages and files. */
    id: text("id").notNull().unique(),
    createdBy: text("created_by").notNull(),
    /** The person's name on that day: the history stays readable after they leave. */
    createdByName: text("created_by_name").notNull(),
    filename: text("filename").notNull(),
    /** The shape of the upload, from its first bytes. */
    format: text("format", { enum: ["zip", "xml", "csv", "empty"] }).notNull(),
    /** The school's file format; it selects the reader and the words. */
    kind: text("kind").$type<FormatName>().notNull(),
    status: text("status", { enum: [...ACTIVE_STATUSES, ...END_STATUSES] }).notNull(),
    /** The attempt. A retry, a cancellation or the desk raises it, so that older runners fail their guard. */
    epoch: integer("epoch").notNull().default(0),
    /** The step within the attempt. Each step raises it; an import whose `seq` does not move is stuck. */
    seq: integer("seq").notNull().default(0),
    /** R2 keys; null once deleted. `plain` is the readable file: the upload itself, or the inflated entry. */
    sourceKey: text("source_key"),
    sourceSize: integer("source_size").notNull(),
    plainKey: text("plain_key"),
    /**
     * Grows with every change of any import of the school: it shows which of two readings is newer, and which
     * import moved last. Triggers set it: no statement writes it (decision 0020).
     */
    revision: integer("revision").notNull().default(0),
    /** How many bytes of the readable file were read, out of `totalBytes`; and how many pupils were found. */
    bytes: integer("bytes").notNull().default(0),
    totalBytes: integer("total_bytes").notNull(),
    rowCount: integer("row_count").notNull().default(0),
    /** JSON: where the next window begins, and the reader's state. Null before the first window. */
    cursor: text("cursor"),
    /** `2026-2027`: from the file, else from `today`. Null until the file is read. */
    schoolYear: text("school_year"),
    /** When the file was exported: a local time, or only the day; null when the file does not say. */
    exportedAt: text("exported_at"),
    /** JSON of the `FileFault` that ended the reading; it is listed with the errors found before it. */
    fault: text("fault"),
    /** The predicted counts once checked, the real ones once done; all 0 when the import changed nothing. */
    added: integer("added").notNull().default(0),
    changed: integer("changed").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    reactivated: integer("reactivated").notNull().default(0),
    deactivated: integer("deactivated").notNull().default(0),
    skipped: integer("skipped").notNull().default(0),
    errorCount: integer("error_count").notNull().default(0),
    /** Active pupils of the school when the file was checked. */
    activeBefore: integer("active_before").notNull().default(0),
    /** 1: it would deactivate more than half of the active pupils, and more than 20, so it waits for a confirmation. */
    brake: integer("brake").notNull().default(0),
    /** When the last imported file was exported, if this file was exported before it. */
    olderThan: text("older_than"),
    /** 1: the sender asked to see the changes before they are applied. */
    preview: integer("preview").notNull().default(0),
    /** JSON of the `WaitingReason`s found by the check; null before the check. */
    reasons: text("reasons"),
    /** Active pupils whose INE is in the file; counted only when fewer than half would stay active. */
    foundAgain: integer("found_again"),
    /** Pupils of the file left out though still in the school: each must be corrected in SIECLE or Fregata. */
    leftOut: integer("left_out").notNull().default(0),
    /** When somebody first opened the list of pupils it deactivated; null: not opened yet. */
    leaversSeenAt: integer("leavers_seen_at"),
    /** Id of the person who confirmed the import. */
    confirmedBy: text("confirmed_by"),
    /** `school.base_version` at the check: the import is applied only while the base still has this version. */
    baseVersionSeen: integer("base_version_seen"),
    /** The version created by its commit: undo requires that the base still has it. Null until applied. */
    baseVersionAfter: integer("base_version_after"),
    /** When the file was sent. Its day in Paris is "today" for every rule of this import (`dayOf`). */
    createdAt: integer("created_at").notNull(),
    /** The last sign of life: each step, and each stored part of an archive, sets it. The sweep wakes silent imports. */
    heartbeatAt: integer("heartbeat_at").notNull(),
    finishedAt: integer("finished_at"),
    undoneAt: integer("undone_at"),
    /** 1: it reached a state that is news, not mailed yet. A trigger sets it with the state. */
    newsDue: integer("news_due").notNull().default(0),
    /** 1: staging and files were deleted. */
    cleaned: integer("cleaned").notNull().default(0),
    /** 1: errors and skipped pupils were deleted by the retention rules; their counts stay. */
    purged: integer("purged").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.number] }),
    uniqueIndex("import_one_active")
      .on(table.organizationId)
      .where(
        sql`status IN ('received', 'reading', 'checking', 'awaiting-confirmation', 'applying')`,
      ),
    // For the sweeps. Each index holds only the imports that still need work.
    index("import_news_due").on(table.heartbeatAt).where(sql`news_due = 1`),
    index("import_under_way")
      .on(table.heartbeatAt)
      .where(
        sql`status IN ('received', 'reading', 'checking', 'awaiting-confirmation', 'applying')`,
      ),
    index("import_to_clean").on(table.finishedAt).where(sql`cleaned = 0`),
    index("import_failed_source")
      .on(table.finishedAt)
      .where(sql`status = 'failed' AND source_key IS NOT NULL`),
    index("import_to_purge").on(table.finishedAt).where(sql`purged = 0`),
  ],
);

/** Staging: the pupils of the file, as read. Deleted in slices when the import ends. */
export const importRow = sqliteTable(
  "import_row",
  {
    importId: text("import_id").notNull(),
    /** Position in the file, from 1: two pupils may share a line. */
    ordinal: integer("ordinal").notNull(),
    line: integer("line").notNull(),
    /** `ELEVE_ID` of SIECLE, which joins a pupil and its classes; empty in other formats. */
    eleveId: text("eleve_id").notNull(),
    /** The `SkipReason` of a pupil who is left out; null for one to import. */
    skip: text("skip"),
    /** ISO date of departure, of a pupil skipped as `LEFT`. */
    leftOn: text("left_on"),
    /** JSON `[{code, field, rank, …}]`; null when there is none. */
    errors: text("errors"),
    ine: text("ine").notNull(),
    ...pupilColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.ordinal] }),
    index("import_row_by_ine").on(table.importId, table.ine),
  ],
);

/** Staging: the classes of SIECLE, which the file lists apart from the pupils. */
export const importClass = sqliteTable(
  "import_class",
  {
    importId: text("import_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    eleveId: text("eleve_id").notNull(),
    division: text("division").notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.eleveId, table.ordinal] })],
);

/** The first errors of a refused file, in file order. Deleted by the retention rules; `error_count` stays. */
export const importError = sqliteTable(
  "import_error",
  {
    importId: text("import_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    code: text("code").$type<ImportCode>().notNull(),
    line: integer("line"),
    ine: text("ine"),
    pupil: text("pupil"),
    /** The element or the column, as named in the file. */
    field: text("field"),
    /** JSON of the other values for the sentence: value, cause, class, line of the first duplicate. */
    detail: text("detail").notNull().default("{}"),
  },
  (table) => [primaryKey({ columns: [table.importId, table.ordinal] })],
);

/** The pupils of the file who were left out, each with its reason. */
export const importSkip = sqliteTable(
  "import_skip",
  {
    importId: text("import_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    reason: text("reason", { enum: SKIP_REASONS }).notNull(),
    line: integer("line"),
    ine: text("ine"),
    pupil: text("pupil").notNull(),
    division: text("division"),
    leftOn: text("left_on"),
  },
  (table) => [primaryKey({ columns: [table.importId, table.ordinal] })],
);

/** Anomalies of a file compared with the base (`docs/domain/import.md` 4): shown, never an error. */
export const importAnomaly = sqliteTable(
  "import_anomaly",
  {
    importId: text("import_id").notNull(),
    kind: text("kind", { enum: ANOMALY_KINDS }).notNull(),
    ordinal: integer("ordinal").notNull(),
    /** The sheet of the pupil after the import; null for a class. */
    pupilId: integer("pupil_id"),
    /** The sheet of the same person under the former INE. */
    otherPupilId: integer("other_pupil_id"),
    pupil: text("pupil").notNull(),
    division: text("division").notNull(),
    /** The values of the base and of the file: an INE, a date, a sex, a number of pupils. */
    before: text("before").notNull(),
    after: text("after").notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.kind, table.ordinal] })],
);

/** How `pupil_change.kind` is stored. `schooling`: an unchanged pupil got a class in a school year; not shown. */
export const CHANGE = {
  added: 0,
  changed: 1,
  reactivated: 2,
  deactivated: 3,
  schooling: 4,
} as const;

/** The kind of a stored change; null for `schooling`, which is not shown. */
export function changeKind(code: number): ChangeKind | null {
  return CHANGE_KINDS.find((kind) => CHANGE[kind] === code) ?? null;
}

/**
 * One change that an import made to one pupil, or would make once confirmed: only what differs, and no name, which is
 * the pupil's (decision 0061). Deleted twelve months after the import.
 */
export const pupilChange = sqliteTable(
  "pupil_change",
  {
    organizationId: integer("organization_id").notNull(),
    importNumber: integer("import_number").notNull(),
    pupilId: integer("pupil_id").notNull(),
    /** Position in the file; the deactivated follow. */
    ordinal: integer("ordinal").notNull(),
    kind: integer("kind").notNull(),
    /**
     * JSON of the columns that differ, each with its value before and after; null when none does. Of an added pupil
     * whom an undo deleted: `{name, division}`, so that the list still names them.
     */
    diff: text("diff"),
    /** 1: the pupil had no class in the school year of the import. */
    newSchooling: integer("new_schooling").notNull(),
    /** JSON `{division, mef}` of that year before the import, if it had others. */
    schoolingBefore: text("schooling_before"),
    /** Why a pupil was deactivated, and the ISO date of departure if the file gives it. */
    reason: text("reason", { enum: LEAVING_REASONS }),
    leftOn: text("left_on"),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.importNumber, table.pupilId] })],
);

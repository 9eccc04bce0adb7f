import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { school } from "../schools/schema.ts";
import { ANSWERS, CAMPAIGN_KINDS, CAMPAIGN_STATES, WAITING_REASONS } from "./view.ts";

/**
 * The campaigns that a school plans with the test provider, one row per code. No counts are stored: the expected
 * pupils and their progress are computed from the base and the lines on every read.
 */
export const campaign = sqliteTable(
  "campaign",
  {
    id: text("id").primaryKey(),
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    schoolYear: text("school_year").notNull(),
    /** The year in which it ends, 2027 for `2026-2027`: the sweep finds old campaigns by it. */
    endsIn: integer("ends_in").notNull(),
    kind: text("kind", { enum: CAMPAIGN_KINDS }).notNull(),
    /** Null for a campaign created by a file whose pupils have several levels. */
    level: text("level"),
    /** `segpa`, a label of the school, or empty. */
    variant: text("variant").notNull().default(""),
    name: text("name").notNull(),
    /** Id of the provider (in `programme.ts`) that issued the code. */
    provider: text("provider").notNull(),
    code: text("code"),
    /** « ID Campagne » of the provider: the only identifier in files from before June 2023. */
    externalId: text("external_id"),
    /** ISO date. */
    dueOn: text("due_on"),
    state: text("state", { enum: CAMPAIGN_STATES }).notNull(),
    createdAt: integer("created_at").notNull(),
    /** Id of the person; null for the demo. */
    createdBy: text("created_by"),
    /** The results file that created it, if any. */
    madeByFile: text("made_by_file"),
    /** Counts its changes, which detects two people changing the campaigns at once. */
    revision: integer("revision").notNull().default(0),
  },
  (table) => [
    uniqueIndex("campaign_by_code")
      .on(table.organizationId, table.provider, table.code)
      .where(sql`code IS NOT NULL`),
    uniqueIndex("campaign_by_external_id")
      .on(table.organizationId, table.provider, table.externalId)
      .where(sql`external_id IS NOT NULL`),
    index("campaign_by_end").on(table.endsIn),
    index("campaign_by_year").on(table.organizationId, table.schoolYear, table.kind, table.level),
  ],
);

/** Classes and pupils that a person added to a campaign, or removed from it. */
export const campaignException = sqliteTable(
  "campaign_exception",
  {
    organizationId: integer("organization_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    scope: text("scope", { enum: ["division", "pupil"] }).notNull(),
    /** A class, or the id of a pupil. */
    target: text("target").notNull(),
    isIn: integer("is_in").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.campaignId, table.scope, table.target] }),
  ],
);

/** A results file that changed something; its row stays after an undo, so that it is undone only once. */
export const campaignFile = sqliteTable(
  "campaign_file",
  {
    id: text("id").primaryKey(),
    organizationId: integer("organization_id")
      .notNull()
      .references(() => school.id),
    campaignId: text("campaign_id").notNull(),
    filename: text("filename").notNull(),
    /** The moment of the file's data: from its name, else its newest date, else its upload. */
    asOf: integer("as_of").notNull(),
    rows: integer("rows").notNull(),
    matched: integer("matched").notNull(),
    waiting: integer("waiting").notNull(),
    staff: integer("staff").notNull(),
    unchanged: integer("unchanged").notNull(),
    older: integer("older").notNull(),
    uploadedAt: integer("uploaded_at").notNull(),
    uploadedBy: text("uploaded_by").notNull(),
    /** The name on that day; replaced when the account is erased. */
    uploadedByName: text("uploaded_by_name").notNull(),
    undoneAt: integer("undone_at"),
    /** When its lines without a pupil were deleted. */
    purgedAt: integer("purged_at"),
  },
  (table) => [
    index("campaign_file_by_time").on(table.organizationId, table.uploadedAt),
    index("campaign_file_by_campaign").on(table.organizationId, table.campaignId, table.asOf),
    index("campaign_file_to_purge").on(table.uploadedAt).where(sql`purged_at IS NULL`),
  ],
);

/** The results file that a school is importing: one at a time. */
export const campaignReading = sqliteTable("campaign_reading", {
  organizationId: integer("organization_id").primaryKey(),
  /** Identifies the request that reads it. */
  token: text("token").notNull(),
  /** Its last heartbeat. */
  heartbeatAt: integer("heartbeat_at").notNull(),
});

/**
 * Every line of every results file, each fact once, with the file that first held it. The state of a pupil is the
 * best of their lines: an older file lowers no state, and an undo deletes lines.
 */
export const campaignLine = sqliteTable(
  "campaign_line",
  {
    id: text("id").primaryKey(),
    organizationId: integer("organization_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    fileId: text("file_id").notNull(),
    /** Row number as a spreadsheet shows it. */
    line: integer("line").notNull(),
    /** The whole content of the line, folded: the same line in a later file is the same fact. */
    fact: text("fact").notNull(),
    lastName: text("last_name").notNull(),
    firstName: text("first_name").notNull(),
    /** Last and first name, folded: the key that compares names. */
    nameKey: text("name_key").notNull(),
    /** The class in the file; empty when it has none. */
    division: text("division").notNull(),
    divisionKey: text("division_key").notNull(),
    /** ISO date of the start; empty when the file has none. */
    startedOn: text("started_on").notNull(),
    /** 1 when the same file has that name and class with another start. */
    twin: integer("twin").notNull(),
    /** 1 begun, 2 finished, 3 received. */
    rank: integer("rank").notNull(),
    /** When it was sent, else begun; null when the file has neither. */
    at: integer("at"),
    /** 0 to 1. */
    mastery: real("mastery"),
    pix: integer("pix"),
    /** Not a foreign key: the pupil may be erased. */
    pupilId: integer("pupil_id"),
    /** The class of that pupil at the time of the match: a campaign without a level expects these classes. */
    foundIn: text("found_in").notNull().default(""),
    /** A person's answer for a line that belongs to no pupil. */
    answer: text("answer", { enum: ANSWERS }),
    /** Why the line waits; null when it does not wait. */
    reason: text("reason", { enum: WAITING_REASONS }),
  },
  (table) => [
    uniqueIndex("campaign_line_by_fact").on(table.organizationId, table.campaignId, table.fact),
    index("campaign_line_by_pupil").on(table.organizationId, table.campaignId, table.pupilId),
    index("campaign_line_of_pupil").on(table.organizationId, table.pupilId),
    index("campaign_line_by_file").on(table.organizationId, table.fileId),
    index("campaign_line_waiting")
      .on(table.organizationId, table.campaignId)
      .where(sql`reason IS NOT NULL`),
  ],
);

/** People's answers for names that could not be matched, reused for later files of the year. */
export const campaignAnswer = sqliteTable(
  "campaign_answer",
  {
    organizationId: integer("organization_id").notNull(),
    schoolYear: text("school_year").notNull(),
    nameKey: text("name_key").notNull(),
    divisionKey: text("division_key").notNull(),
    startedOn: text("started_on").notNull(),
    /** 1 when the name occurred twice in its class: the answer holds for this start only. */
    twin: integer("twin").notNull(),
    pupilId: integer("pupil_id"),
    answer: text("answer", { enum: ANSWERS }),
    at: integer("at").notNull(),
    userId: text("user_id").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.organizationId,
        table.schoolYear,
        table.nameKey,
        table.divisionKey,
        table.startedOn,
      ],
    }),
    index("campaign_answer_by_pupil").on(table.organizationId, table.pupilId),
    index("campaign_answer_by_age").on(table.at),
  ],
);

/** The pupils of a campaign at the time of its archiving: its numbers and lists no longer change. */
export const campaignArchived = sqliteTable(
  "campaign_archived",
  {
    organizationId: integer("organization_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    pupilId: integer("pupil_id").notNull(),
    division: text("division").notNull(),
    rank: integer("rank").notNull(),
    at: integer("at"),
    mastery: real("mastery"),
    pix: integer("pix"),
    isLeft: integer("is_left").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.campaignId, table.pupilId] }),
    index("campaign_archived_by_pupil").on(table.organizationId, table.pupilId),
  ],
);

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
import { organization } from "../organizations/schema.ts";
import { ANSWERS, CAMPAIGN_KINDS, CAMPAIGN_STATES, WAITING_REASONS } from "./view.ts";

/**
 * What a school plans with the test provider, one row for each code. Nothing here counts anybody: who is
 * expected and how far they are is read from the base and from the lines each time it is asked.
 */
export const campaign = sqliteTable(
  "campaign",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id),
    schoolYear: text("school_year").notNull(),
    /** The year in which it ends, 2027 of `2026-2027`: what is too old is found by it. */
    endsIn: integer("ends_in").generatedAlwaysAs(sql`CAST(substr(school_year, 6) AS INTEGER)`, {
      mode: "virtual",
    }),
    kind: text("kind", { enum: CAMPAIGN_KINDS }).notNull(),
    /** Null for a campaign made by a file whose pupils are of several levels. */
    level: text("level"),
    /** `segpa`, a label of the school, or empty. */
    variant: text("variant").notNull().default(""),
    name: text("name").notNull(),
    /** Id of the provider of `programme.ts` that the code belongs to. */
    provider: text("provider").notNull(),
    code: text("code"),
    /** « ID Campagne » of the provider: all that a file of before June 2023 tells. */
    externalId: text("external_id"),
    /** ISO date. */
    dueOn: text("due_on"),
    state: text("state", { enum: CAMPAIGN_STATES }).notNull(),
    createdAt: integer("created_at").notNull(),
    /** Id of the person; null for the demo. */
    createdBy: text("created_by"),
    /** The results file that made it, if one did. */
    madeByFile: text("made_by_file"),
    /** Counts its changes: two people who change the campaigns at once do not cross. */
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

/** Classes and pupils that a person put in a campaign, or took out of it. */
export const campaignException = sqliteTable(
  "campaign_exception",
  {
    organizationId: text("organization_id").notNull(),
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

/** A results file that brought something; kept when it is undone, so that it is undone once. */
export const campaignFile = sqliteTable(
  "campaign_file",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id),
    campaignId: text("campaign_id").notNull(),
    filename: text("filename").notNull(),
    /** The moment the file tells of: in its name, else its newest date, else its upload. */
    asOf: integer("as_of").notNull(),
    rows: integer("rows").notNull(),
    matched: integer("matched").notNull(),
    waiting: integer("waiting").notNull(),
    staff: integer("staff").notNull(),
    unchanged: integer("unchanged").notNull(),
    older: integer("older").notNull(),
    uploadedAt: integer("uploaded_at").notNull(),
    uploadedBy: text("uploaded_by").notNull(),
    undoneAt: integer("undone_at"),
    /** When its lines that were no pupil's were deleted. */
    purgedAt: integer("purged_at"),
  },
  (table) => [
    index("campaign_file_by_time").on(table.organizationId, table.uploadedAt),
    index("campaign_file_by_campaign").on(table.organizationId, table.campaignId, table.asOf),
    index("campaign_file_to_purge").on(table.uploadedAt).where(sql`purged_at IS NULL`),
  ],
);

/** The results file that a school is entering: one at a time. */
export const campaignReading = sqliteTable("campaign_reading", {
  organizationId: text("organization_id").primaryKey(),
  /** Of the request that reads it. */
  token: text("token").notNull(),
  /** Its last sign of life. */
  heartbeatAt: integer("heartbeat_at").notNull(),
});

/**
 * Every line of every results file, each fact once, with the file that brought it first. The state of a pupil
 * is the best of their lines: an older file lowers nothing, and an undo takes lines away.
 */
export const campaignLine = sqliteTable(
  "campaign_line",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    fileId: text("file_id").notNull(),
    /** Row of the file that a spreadsheet shows. */
    line: integer("line").notNull(),
    /** All that the line says, folded: the same line of a later file is the same fact. */
    fact: text("fact").notNull(),
    lastName: text("last_name").notNull(),
    firstName: text("first_name").notNull(),
    /** Last and first name, folded: what names are compared by. */
    nameKey: text("name_key").notNull(),
    /** The class that the file tells; empty when it tells none. */
    division: text("division").notNull(),
    divisionKey: text("division_key").notNull(),
    /** ISO date of the beginning; empty when the file tells none. */
    startedOn: text("started_on").notNull(),
    /** 1 when the same file names somebody else, or another start, of that name and class. */
    twin: integer("twin").notNull(),
    /** 1 begun, 2 finished, 3 received. */
    rank: integer("rank").notNull(),
    /** When it was sent, else begun; null when the file tells neither. */
    at: integer("at"),
    /** 0 to 1. */
    mastery: real("mastery"),
    pix: integer("pix"),
    /** Not a reference: a pupil may be erased. */
    pupilId: text("pupil_id"),
    /** The class of that pupil when the line was matched: what a campaign without a level is expected of. */
    foundIn: text("found_in").notNull().default(""),
    /** What a person said of a line that is no pupil's. */
    answer: text("answer", { enum: ANSWERS }),
    /** Why it waits; null when it does not. */
    reason: text("reason", { enum: WAITING_REASONS }),
  },
  (table) => [
    uniqueIndex("campaign_line_by_fact").on(table.organizationId, table.campaignId, table.fact),
    index("campaign_line_by_pupil").on(table.organizationId, table.campaignId, table.pupilId),
    index("campaign_line_of_pupil").on(table.pupilId),
    index("campaign_line_by_file").on(table.organizationId, table.fileId),
    index("campaign_line_waiting")
      .on(table.organizationId, table.campaignId)
      .where(sql`reason IS NOT NULL`),
  ],
);

/** What people said of names that the product could not place, for the files that come later in the year. */
export const campaignAnswer = sqliteTable(
  "campaign_answer",
  {
    organizationId: text("organization_id").notNull(),
    schoolYear: text("school_year").notNull(),
    nameKey: text("name_key").notNull(),
    divisionKey: text("division_key").notNull(),
    startedOn: text("started_on").notNull(),
    /** 1: said of a name that was twice in its class, so for this start alone. */
    twin: integer("twin").notNull(),
    pupilId: text("pupil_id"),
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
    index("campaign_answer_by_pupil").on(table.pupilId),
    index("campaign_answer_by_age").on(table.at),
  ],
);

/** The pupils of a campaign as they were when it was archived: its numbers and lists stay. */
export const campaignArchived = sqliteTable(
  "campaign_archived",
  {
    organizationId: text("organization_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    pupilId: text("pupil_id").notNull(),
    division: text("division").notNull(),
    rank: integer("rank").notNull(),
    at: integer("at"),
    mastery: real("mastery"),
    pix: integer("pix"),
    isLeft: integer("is_left").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.campaignId, table.pupilId] }),
    index("campaign_archived_by_pupil").on(table.pupilId),
  ],
);

import { oneLine, quoted } from "#words/foreign-text.ts";
import { journalSentences, journalWords, type LineFacts } from "#words/journal.ts";
import { JOURNAL_EVENTS, type JournalEvent } from "./record.ts";

const SENTENCES: Record<JournalEvent, (line: LineFacts) => string> = journalSentences;

export const JOURNAL_KINDS = [
  "imports",
  "team",
  "campaigns",
  "certifications",
  "pupils",
  "refusals",
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

const KIND_OF: Record<string, JournalKind> = {
  import: "imports",
  activation: "team",
  invitation: "team",
  mail: "team",
  member: "team",
  campaigns: "campaigns",
  campaign: "campaigns",
  results: "certifications",
  attestations: "certifications",
  archive: "certifications",
  pupils: "pupils",
  pupil: "pupils",
  access: "refusals",
};

/** The category that the journal is filtered by, from the first word of the event. */
export function kindOfEvent(event: JournalEvent): JournalKind {
  return KIND_OF[event.split(".")[0] ?? ""] ?? "refusals";
}

export function eventsOfKind(kind: JournalKind): JournalEvent[] {
  return JOURNAL_EVENTS.filter((event) => kindOfEvent(event) === kind);
}

export type JournalRow = {
  at: number;
  event: string;
  subject: string;
  detail: string;
  userId: string | null;
  /** The current name of the account, even of a person who left the school; null once it is erased. */
  userName: string | null;
  aboutName: string | null;
};

export type JournalLine = { at: string; who: string; kind: JournalKind; sentence: string };

/** A row as the school reads it: at most 400 characters, with texts from outside between « ». */
export function describeLine(row: JournalRow): JournalLine {
  const event = JOURNAL_EVENTS.find((known) => known === row.event);
  if (!event) throw new Error(`the journal holds an event without a sentence: ${row.event}`);
  const service = row.userId === null;
  const { userName, aboutName } = row;
  const ours = service ? journalWords.service : journalWords.deletedAccount;
  const oursInSentence = service ? journalWords.serviceInSentence : journalWords.deletedInSentence;
  const sentence = SENTENCES[event]({
    who: userName === null ? oursInSentence : quoted(userName),
    about: aboutName === null ? null : quoted(aboutName),
    subject: row.subject,
    detail: JSON.parse(row.detail),
  });
  return {
    at: new Date(row.at).toISOString(),
    who: userName === null ? ours : oneLine(userName, 60),
    kind: kindOfEvent(event),
    sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1),
  };
}

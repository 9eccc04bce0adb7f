/** What the operator of the installation sees: figures, ids and codes, never a person. Times are ISO 8601. */
export type Status = {
  version: string;
  databases: DatabaseStatus[];
  imports: {
    /** How many imports are in each state, of all those that are kept. */
    byState: Record<string, number>;
    /** Seconds since the oldest import that we work on was sent, confirmed or tried again; null when there is none. */
    oldestActiveSeconds: number | null;
    failed24h: number;
  };
  /** Messages given up in the last 24 hours. Null, like `mails.pending`, while the central database does not answer. */
  deadLetters: number | null;
  mails: {
    pending: number | null;
    /** Seconds since the oldest pending mail was written; null when none waits. */
    oldestSeconds: number | null;
    refusedByCause: Record<string, number>;
  };
  sweeps: { name: string; lastRun: string; ms: number; failed: number }[];
  /** How many documents are in each state. */
  documents: Record<string, number>;
};

export type DatabaseStatus = {
  name: string;
  /** Null when the database does not answer: `error` says why. */
  bytes: number | null;
  /** The schools that it holds; the central one: the schools of the directory. */
  schools: number | null;
  lastMigration: string | null;
  error?: string;
};

/** One import as the operator sees it: its steps with their times, no name of pupil, file or person. */
export type ImportTrace = {
  id: string;
  database: string;
  school: { uai: string; name: string } | null;
  status: string;
  kind: string;
  epoch: number;
  seq: number;
  bytes: number;
  totalBytes: number;
  rows: number;
  errorCount: number;
  skipped: number;
  /** Why it waits, and the code that ended the reading of its file. */
  reasons: string[];
  fault: string | null;
  steps: { at: string; what: string }[];
};

export type SchoolLine = {
  uai: string;
  name: string;
  kind: string;
  state: string;
  /** The number of its school database. */
  shard: number;
  administrators: number;
  members: number;
  lastSeenAt: string | null;
};

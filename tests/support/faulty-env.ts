/**
 * The real bindings, with one fault at a chosen call: the tool behind the proofs that any step may fail. Calls to D1,
 * R2, the queues, the desk and the mail service are counted in the order they begin.
 */

/**
 * `before`: the call fails and nothing was done. `lost`: the work was done and its answer never came. `lost` counts only
 * calls that write: losing the answer of a read is the same as a read that fails.
 */
export type FaultMode = "before" | "lost";

export type SentMessage = { queue: string; body: unknown };

export type TakenMail = { to: string; text: string };

export type FaultyEnv = {
  env: Env;
  /** Messages sent so far, delivered or not: the test delivers them, so that each run is the same. */
  sent: SentMessage[];
  /** The mails that the mail service received, oldest first, whatever it answered. */
  mails: TakenMail[];
  /** The call that failed, such as `D1 batch`; null while the run has made fewer calls. */
  failed: () => string | null;
  /** How many calls were made. */
  calls: () => number;
};

const QUEUES = { IMPORTS: "imports", MAILS: "mails", DOCUMENTS: "documents" } as const;

export type Fault = {
  /** The call that fails, counted from 1; 0 never fails. Every later call works again. */
  at: number;
  mode: FaultMode;
  /** The negative control of each proof: statements of a batch run one by one, outside any transaction. */
  withoutTransactions?: boolean;
  /** Another control: the guards of a batch are omitted, so that a step may run twice. */
  withoutGuards?: boolean;
};

export function faultyEnv(real: Env, fault: Fault): FaultyEnv {
  let calls = 0;
  let failed: string | null = null;
  const sent: SentMessage[] = [];
  const mails: TakenMail[] = [];

  const pass: Pass = async (name, work, reads = false) => {
    if (reads && fault.mode === "lost") return await work();
    calls += 1;
    if (calls !== fault.at) return await work();
    failed = name;
    if (fault.mode === "lost") await work();
    throw new Error(`Network connection lost (${name}, call ${fault.at}, ${fault.mode})`);
  };

  const bindings: Partial<Record<keyof Env, unknown>> = {
    DB: faultyDatabase(real.DB, pass, fault),
    SCHOOLS_1: faultyDatabase(real.SCHOOLS_1, pass, fault),
    SCHOOLS_2: faultyDatabase(real.SCHOOLS_2, pass, fault),
    FILES: faultyBucket(real.FILES, pass),
    IMPORT_DESK: faultyDesks(real.IMPORT_DESK, pass),
    EMAIL: {
      send: (mail: TakenMail) =>
        pass("mail send", async () => void mails.push({ to: mail.to, text: mail.text })),
    },
  };
  for (const [name, queue] of Object.entries(QUEUES)) {
    bindings[name as keyof typeof QUEUES] = {
      send: (body: unknown) =>
        pass(`${queue} send`, async () => void sent.push({ queue, body: structuredClone(body) })),
      sendBatch: (messages: Iterable<{ body: unknown }>) =>
        pass(`${queue} send`, async () => {
          for (const { body } of messages) sent.push({ queue, body: structuredClone(body) });
        }),
    };
  }
  return {
    env: { ...real, ...bindings } as Env,
    sent,
    mails,
    failed: () => failed,
    calls: () => calls,
  };
}

/** `reads`: the work changes nothing. */
type Pass = <T>(name: string, work: () => Promise<T>, reads?: boolean) => Promise<T>;

const WRITES = /\b(?:INSERT|UPDATE|DELETE|REPLACE)\b/i;
const READING_METHODS = new Set(["get", "head", "list"]);

function faultyDatabase(db: D1Database, pass: Pass, fault: Fault): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>();
  const guards = new WeakSet<object>();
  const writing = new WeakSet<object>();
  const wrap = (sql: string, statement: D1PreparedStatement): D1PreparedStatement => {
    const reads = !WRITES.test(sql);
    const wrapped = {
      bind: (...values: unknown[]) => wrap(sql, statement.bind(...values)),
      first: (column?: string) =>
        pass(
          "D1 first",
          () => (column === undefined ? statement.first() : statement.first(column)),
          reads,
        ),
      run: () => pass("D1 run", () => statement.run(), reads),
      all: () => pass("D1 all", () => statement.all(), reads),
      raw: (options?: { columnNames?: false }) =>
        pass("D1 raw", () => statement.raw(options), reads),
    };
    originals.set(wrapped, statement);
    if (!reads) writing.add(wrapped);
    if (sql.startsWith("INSERT INTO _assert")) guards.add(wrapped);
    return wrapped as unknown as D1PreparedStatement;
  };
  const batch = async (statements: D1PreparedStatement[]) => {
    const real = statements
      .filter((each) => !(fault.withoutGuards && guards.has(each)))
      .map((each) => originals.get(each) ?? each);
    const reads = !statements.some((each) => writing.has(each));
    if (!fault.withoutTransactions) return await pass("D1 batch", () => db.batch(real), reads);
    const results: D1Result[] = [];
    for (const one of real) results.push(await pass("D1 statement of a batch", () => one.run()));
    return results;
  };
  return { prepare: (sql: string) => wrap(sql, db.prepare(sql)), batch } as unknown as D1Database;
}

function faultyBucket(bucket: R2Bucket, pass: Pass): R2Bucket {
  return new Proxy(bucket, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...values: unknown[]) => {
        const result: unknown = await pass(
          `R2 ${String(name)}`,
          () => Promise.resolve(method.apply(target, values)),
          READING_METHODS.has(String(name)),
        );
        return name === "createMultipartUpload"
          ? faultyUpload(result as R2MultipartUpload, pass)
          : result;
      };
    },
  });
}

function faultyUpload(upload: R2MultipartUpload, pass: Pass): R2MultipartUpload {
  return {
    key: upload.key,
    uploadId: upload.uploadId,
    uploadPart: (...part: Parameters<R2MultipartUpload["uploadPart"]>) =>
      pass("R2 uploadPart", () => upload.uploadPart(...part)),
    complete: (parts: R2UploadedPart[]) => pass("R2 complete", () => upload.complete(parts)),
    abort: () => pass("R2 abort", () => upload.abort()),
  };
}

function faultyDesks(desks: Env["IMPORT_DESK"], pass: Pass): Env["IMPORT_DESK"] {
  return new Proxy(desks, {
    get(target, name) {
      if (name !== "getByName") return Reflect.get(target, name);
      return (organizationId: string) => {
        const desk = target.getByName(organizationId);
        return {
          changed: () => pass("desk changed", () => desk.changed()),
          expectWork: () => pass("desk expectWork", () => desk.expectWork()),
        };
      };
    },
  });
}

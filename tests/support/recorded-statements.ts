const OUR_FILE = /\/(worker|app|tests|bench)\/[\w./-]+\.(tsx?|mjs)/;
const THIS_FILE = "/tests/support/recorded-statements.ts";
const OF_TESTS = /\/tests\/|\.test\.tsx?/;

type Prepare = D1Database["prepare"];
/** The platform's own `prepare`: test files share one runtime, and each records for itself. */
const AS_MADE = Symbol.for("prepare as made");

/**
 * Keeps the text of every statement that the product prepares from now on, on any D1 binding: requests, queues, desks,
 * and libraries alike. Statements of tests and factories are skipped. The recording of an earlier call ends.
 */
export function recordStatements(db: D1Database): ReadonlySet<string> {
  const ofProduct = new Set<string>();
  const prototype: { prepare: Prepare; [AS_MADE]?: Prepare } = Object.getPrototypeOf(db);
  const prepare = prototype[AS_MADE] ?? prototype.prepare;
  prototype[AS_MADE] = prepare;
  prototype.prepare = function (this: D1Database, sql: string) {
    // Reading a stack is slow: a statement known to be the product's is not looked at again.
    if (!ofProduct.has(sql) && isOfProduct()) ofProduct.add(sql);
    return prepare.call(this, sql);
  };
  return ofProduct;
}

/** The caller is one of the product's files, or none of our files: a library that works for the product. */
function isOfProduct(): boolean {
  const files = callers().flatMap((file) => OUR_FILE.exec(file)?.[0] ?? []);
  return files.some((file) => !OF_TESTS.test(file)) || files.every((file) => file === THIS_FILE);
}

/** The files of the stack, as V8 knows them: a text would be made with the source maps, which takes most of the time. */
function callers(): string[] {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = 40;
  let files: string[] = [];
  Error.prepareStackTrace = (_, frames) => {
    files = frames.map((frame) => frame.getFileName() ?? "");
    return "";
  };
  // Making the text of the stack is what calls it.
  void new Error().stack;
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  return files;
}

type Prototype<Of> = Of & { [AS_MADE]?: Of };
type Batch = D1Database["batch"];

const AS_MADE = Symbol.for("batch as made");

/**
 * D1 runs a statement that another database prepared silently on the database of the batch: from now on such a batch
 * throws, whoever makes it. Test files share one runtime: calling this again changes nothing.
 */
export function refuseForeignStatements(db: D1Database): void {
  const prototype = Object.getPrototypeOf(db) as { batch: Batch } & Prototype<object>;
  if (AS_MADE in prototype) return;
  const { batch } = prototype;
  Object.assign(prototype, { [AS_MADE]: batch });
  prototype.batch = async function <Row>(this: D1Database, statements: D1PreparedStatement[]) {
    const mine = keyOf(this.prepare("SELECT 1"));
    if (statements.some((one) => keyOf(one) !== mine)) {
      throw new Error("a statement of one database in a batch of another");
    }
    return (await batch.call(this, statements)) as D1Result<Row>[];
  } as Batch;
}

/** What identifies the database of a statement: workerd keeps its session on the statement. */
function keyOf(statement: D1PreparedStatement): unknown {
  const { dbSession } = statement as unknown as { dbSession?: { fetcher?: unknown } };
  return dbSession?.fetcher;
}

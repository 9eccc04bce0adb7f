import { listShards } from "./school-env.ts";

/**
 * Bindings whose databases send the reads of one turn of the event loop together: one `batch()` for each database,
 * instead of one call for each statement. Each call to D1 is a trip over the network, and the loaders of a page ask for
 * many small things at the same moment (decision 0062).
 *
 * Only plain reads are gathered (`SELECT`, `WITH … SELECT`, and batches of them). Everything that writes is sent at once:
 * a write may therefore come before a read that was issued in the same turn. When one of the gathered reads fails, all
 * fail.
 */
export function gatherReads(env: Env): Env {
  const atEndOfTurn = shareTimer();
  const { plain, databases } = bindingsOf(env);
  const gathered = { ...plain };
  for (const name of databases) gathered[name] = gather(plain[name], atEndOfTurn);
  return gathered;
}

type Bindings = { plain: Env; databases: ("DB" | "SCHOOLS_1" | "SCHOOLS_2")[] };
const bindings = new WeakMap<Env, Bindings>();

/** The bindings as a plain object, copied once: reading them from workerd's own takes longer than drawing a table. */
function bindingsOf(env: Env): Bindings {
  const known = bindings.get(env);
  if (known) return known;
  const shards = listShards(env).map((shard) => `SCHOOLS_${shard}` as "SCHOOLS_1" | "SCHOOLS_2");
  const found: Bindings = { plain: { ...env }, databases: ["DB", ...shards] };
  bindings.set(env, found);
  return found;
}

/** Runs what it is given once this turn has ended; what several databases give runs at the same moment. */
function shareTimer(): (work: () => void) => void {
  let due: (() => void)[] = [];
  return (work) => {
    due.push(work);
    if (due.length > 1) return;
    setTimeout(() => {
      const all = due;
      due = [];
      for (const each of all) each();
    }, 0);
  };
}

type Waiting = {
  statements: D1PreparedStatement[];
  resolve: (results: D1Result[]) => void;
  reject: (error: unknown) => void;
};

function gather(db: D1Database, atEndOfTurn: (work: () => void) => void): D1Database {
  let waiting: Waiting[] = [];

  /** The results of these statements, in their order, once the turn has ended. */
  function read(statements: D1PreparedStatement[]): Promise<D1Result[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject });
      if (waiting.length === 1) atEndOfTurn(sendAll);
    });
  }

  async function sendAll(): Promise<void> {
    const sent = waiting;
    waiting = [];
    try {
      const statements = sent.flatMap((each) => each.statements);
      const results = await db.batch(statements);
      let from = 0;
      for (const each of sent) {
        each.resolve(results.slice(from, from + each.statements.length));
        from += each.statements.length;
      }
    } catch (error) {
      for (const each of sent) each.reject(error);
    }
  }

  const real = new WeakMap<object, D1PreparedStatement>();
  const readsOnly = new WeakSet<object>();

  function wrap(statement: D1PreparedStatement, kind: Kind): D1PreparedStatement {
    const one = async () => (await read([statement]))[0] as D1Result<Record<string, unknown>>;
    const reads: Partial<Record<keyof D1PreparedStatement, unknown>> = {
      all: one,
      first: async (column?: string) => {
        const row = (await one()).results[0];
        return row ? (column === undefined ? row : row[column]) : null;
      },
      ...(kind.asLists && {
        raw: async () => (await one()).results.map((row) => Object.values(row)),
      }),
    };
    const wrapped = new Proxy(statement, {
      get(target, name: keyof D1PreparedStatement) {
        if (name === "bind") return (...values: unknown[]) => wrap(target.bind(...values), kind);
        if (kind.isRead && reads[name] !== undefined) return reads[name];
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    real.set(wrapped, statement);
    if (kind.isRead) readsOnly.add(wrapped);
    return wrapped;
  }

  async function batch(statements: D1PreparedStatement[]): Promise<D1Result[]> {
    const all = statements.map((each) => real.get(each) ?? each);
    return statements.every((each) => readsOnly.has(each)) ? await read(all) : await db.batch(all);
  }

  return new Proxy(db, {
    get(target, name) {
      if (name === "prepare") return (sql: string) => wrap(target.prepare(sql), kindOf(sql));
      if (name === "batch") return batch;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** `asLists`: its rows may be asked as lists. */
type Kind = { isRead: boolean; asLists: boolean };

function kindOf(sql: string): Kind {
  return { isRead: isPlainRead(sql), asLists: hasDistinctColumns(sql) };
}

function isPlainRead(sql: string): boolean {
  return /^\s*(SELECT|WITH)\b/i.test(sql) && !/\b(INSERT|UPDATE|DELETE|REPLACE)\s/i.test(sql);
}

/** A batch answers with objects, in which two columns of one name would be one; drizzle reads rows as lists. */
function hasDistinctColumns(sql: string): boolean {
  const list = /^select ((?:"\w+"(?:, )?)+) from /.exec(sql)?.[1]?.split(", ") ?? [];
  return list.length > 0 && new Set(list).size === list.length;
}

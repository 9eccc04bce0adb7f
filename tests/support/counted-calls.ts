import { listShards } from "#worker/platform/school-env.ts";

/** `inRow`: the longest chain of calls of which each began after the one before had ended. */
export type CallCount = { calls: number; inRow: number; sql: string[] };

type Call = { depth: number };
const SENDS = ["all", "first", "run", "raw"] as const;

/**
 * The same bindings, with every call to a database counted: a statement sent by itself is one call, a batch is one
 * call. A call that begins while others are under way counts beside them, else after those that have ended.
 */
export function countCalls(env: Env): { bindings: Env; count: CallCount } {
  const count: CallCount = { calls: 0, inRow: 0, sql: [] };
  let ended = 0;
  const counted = async <T>(text: string, send: () => Promise<T>): Promise<T> => {
    const call: Call = { depth: ended + 1 };
    count.calls += 1;
    count.inRow = Math.max(count.inRow, call.depth);
    count.sql.push(`${call.depth}: ${text.replace(/\s+/g, " ").slice(0, 160)}`);
    try {
      return await send();
    } finally {
      ended = Math.max(ended, call.depth);
    }
  };
  const real = new WeakMap<object, { statement: D1PreparedStatement; sql: string }>();
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, name) {
        if (name === "bind") {
          return (...values: unknown[]) => wrap(target.bind(...values), sql);
        }
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        if (!SENDS.some((each) => each === name)) return method.bind(target);
        return (...values: unknown[]) => counted(sql, () => method.apply(target, values));
      },
    });
    real.set(proxy, { statement, sql });
    return proxy;
  };
  const database = (db: D1Database): D1Database =>
    new Proxy(db, {
      get(target, name) {
        if (name === "prepare") return (sql: string) => wrap(target.prepare(sql), sql);
        if (name === "batch") {
          return (statements: object[]) => {
            const sent = statements.map((each) => real.get(each));
            const text = sent.map((each) => each?.sql.trim().slice(0, 60)).join(" ; ");
            return counted(`batch of ${sent.length}: ${text}`, () =>
              target.batch(sent.flatMap((each) => each?.statement ?? [])),
            );
          };
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  const bindings = { ...env, DB: database(env.DB) };
  for (const shard of listShards(env)) {
    const name = `SCHOOLS_${shard}` as "SCHOOLS_1";
    bindings[name] = database(env[name]);
  }
  return { bindings, count };
}

/** One call of a binding: a statement of D1, `list` or `delete` of R2, `send` of a queue, a desk by its school. */
export type Broken = {
  binding: "DB" | "FILES" | "IMPORT_DESK" | "DOCUMENTS" | "MAILS";
  what: string;
  of?: string;
};

/**
 * The real bindings, except that the calls named by `isBroken` throw, as when a service is down. For D1, a statement
 * throws when it is prepared.
 */
export function breakBindings(env: Env, isBroken: (call: Broken) => boolean): Env {
  const check = (call: Broken) => {
    if (isBroken(call)) throw new Error(`${call.binding} is down`);
  };
  const breakDatabase = (db: D1Database) =>
    replace(db, "prepare", (sql: string) => {
      check({ binding: "DB", what: sql.trim() });
      return db.prepare(sql);
    });
  return {
    ...env,
    DB: breakDatabase(env.DB),
    SCHOOLS_1: breakDatabase(env.SCHOOLS_1),
    SCHOOLS_2: breakDatabase(env.SCHOOLS_2),
    FILES: replace(
      replace(env.FILES, "list", async (options: R2ListOptions) => {
        check({ binding: "FILES", what: "list", of: options.prefix ?? "" });
        return await env.FILES.list(options);
      }),
      "delete",
      async (keys: string | string[]) => {
        check({ binding: "FILES", what: "delete", of: String(keys) });
        await env.FILES.delete(keys);
      },
    ),
    IMPORT_DESK: replace(env.IMPORT_DESK, "getByName", (name: string) => {
      check({ binding: "IMPORT_DESK", what: "getByName", of: name });
      return env.IMPORT_DESK.getByName(name);
    }),
  };
}

/** `target` with another `method`; its other methods run on the real object, which needs its own private state. */
export function replace<Target extends object>(
  target: Target,
  method: string,
  by: unknown,
): Target {
  return new Proxy(target, {
    get: (real, name) => {
      if (name === method) return by;
      const value = Reflect.get(real, name);
      return typeof value === "function" ? value.bind(real) : value;
    },
  });
}

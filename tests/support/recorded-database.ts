import type { SchoolDatabase } from "#worker/platform/school-env.ts";

export type Ran = {
  sql: string;
  values: unknown[];
  /** The duration of the statement as D1 reports it, in milliseconds. */
  ms: number;
};

type Recorded = { real: () => D1PreparedStatement; sql: string; values: unknown[] };

/** The real database, and every statement that ran through it: pass `DB` to a use case, then read `ran`. */
export function recordDatabase<Database extends D1Database | SchoolDatabase>(
  real: Database,
): { DB: Database; ran: Ran[] } {
  const db = real as D1Database;
  const ran: Ran[] = [];
  const keep = ({ sql, values }: Recorded, ms: number) => void ran.push({ sql, values, ms });
  /** A statement of another process is let go of there when it is collected here, even before its call arrives. */
  const held: D1PreparedStatement[] = [];
  const prepare = (sql: string, values: unknown[] = []) => {
    const real = () => {
      const prepared = db.prepare(sql);
      const bound = prepared.bind(...values);
      held.push(prepared, bound);
      return bound;
    };
    const one: Recorded = { sql, values, real };
    const all = async () => {
      const result = await one.real().all<Record<string, unknown>>();
      keep(one, result.meta.duration);
      return result;
    };
    return {
      ...one,
      all,
      run: all,
      bind: (...bound: unknown[]) => prepare(sql, bound),
      first: async (column?: string) => {
        const [row] = (await all()).results;
        return row ? (column ? row[column] : row) : null;
      },
      // It reports no duration by itself.
      raw: async () => {
        await all();
        return await one.real().raw();
      },
    };
  };
  const batch = async (statements: Recorded[]) => {
    const results = await db.batch(statements.map(({ real }) => real()));
    for (const [place, one] of statements.entries()) keep(one, results[place]?.meta.duration ?? 0);
    return results;
  };
  return { DB: { prepare, batch, held } as unknown as Database, ran };
}

/**
 * What belongs to a school (its base, imports, results, campaigns, documents and their journal) is kept whole in one of
 * the school databases, `SCHOOLS_1` to `SCHOOLS_n`; the central database, `DB`, holds the directory, people, mails and
 * the journal of access. No transaction spans two of them: school data first, central second (decision 0060).
 */

declare const ofSchool: unique symbol;

/** A statement of a school database. D1 would run it silently on another database: the types refuse that. */
export interface SchoolStatement {
  readonly [ofSchool]: true;
  bind(...values: unknown[]): SchoolStatement;
  first<T = unknown>(column: string): Promise<T | null>;
  first<T = Record<string, unknown>>(): Promise<T | null>;
  run<T = Record<string, unknown>>(): Promise<D1Result<T>>;
  all<T = Record<string, unknown>>(): Promise<D1Result<T>>;
}

export interface SchoolDatabase {
  prepare(sql: string): SchoolStatement;
  batch<T = unknown>(statements: SchoolStatement[]): Promise<D1Result<T>[]>;
}

type Binding = `SCHOOLS_${number}`;

/**
 * The bindings as the rooms of a school's data see them: `DB` is the database of that school, `CENTRAL` all bindings
 * with the central one, `SHARD` the number of the school database.
 */
export type SchoolEnv = Omit<Env, "DB" | Binding> & {
  DB: SchoolDatabase;
  CENTRAL: Env;
  SHARD: number;
};

/** The bindings for the school database `shard`; throws when there is none. */
export function onShard(env: Env, shard: number): SchoolEnv {
  const binding: Binding = `SCHOOLS_${shard}`;
  if (!isBound(env, binding)) throw new Error(`no school database ${shard}`);
  // The cast only adds the mark of `SchoolStatement`.
  return { ...env, DB: env[binding] as unknown as SchoolDatabase, CENTRAL: env, SHARD: shard };
}

function isBound(env: Env, binding: Binding): binding is Binding & keyof Env {
  return binding in env;
}

/** The numbers of the school databases of this deployment, found by the names of the bindings. */
export function listShards(env: Env): number[] {
  return Object.keys(env)
    .flatMap((name) => /^SCHOOLS_(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * Where the objects of a school are kept: `s01/imports/801234`. The key says which database refers to it, so that one
 * database can be restored, swept or counted with its files.
 */
export function folderOf(
  env: Pick<SchoolEnv, "SHARD">,
  kind: ObjectKind,
  organizationId: number,
): string {
  return `${folderOfKind(env, kind)}/${organizationId}`;
}

/** All objects of one kind of a school database. */
export function folderOfKind({ SHARD }: Pick<SchoolEnv, "SHARD">, kind: ObjectKind): string {
  return `s${String(SHARD).padStart(2, "0")}/${kind}`;
}

export type ObjectKind = "imports" | "documents" | "archives";

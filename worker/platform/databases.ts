export type NamedDatabase = { name: string; db: D1Database };

/** Every D1 database of this installation: `central`, then `schools-1`, `schools-2`… by the number of their binding. */
export function databasesOf(env: Env): NamedDatabase[] {
  const schools = Object.entries(env).flatMap(([binding, db]) => {
    const number = /^SCHOOLS_(\d+)$/.exec(binding)?.[1];
    return number === undefined ? [] : [{ number: Number(number), db: db as D1Database }];
  });
  schools.sort((one, other) => one.number - other.number);
  return [
    { name: "central", db: env.DB },
    ...schools.map(({ number, db }) => ({ name: `schools-${number}`, db })),
  ];
}

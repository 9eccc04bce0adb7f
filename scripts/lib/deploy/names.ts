/** One D1 database of an environment: its binding, its name in the account, and the folder of its migrations. */
export type DatabaseName = { binding: string; name: string; migrations: string };

export type Names = {
  worker: string;
  /** The central one first: the order of migrations. */
  databases: DatabaseName[];
  /** The names that `wrangler.toml` gives to buckets and queues, as this environment has them. */
  bucket: (binding: string) => string;
  queue: (name: string) => string;
};

/**
 * Every resource of an environment carries its name, so that two of them share nothing and nothing of another
 * application is taken for ours. The Worker finds its databases by their bindings, its queues by the end of their name.
 */
export function namesOf(environment: string, schoolDatabases: number): Names {
  const worker = `pix-orga-${environment}`;
  const central = { binding: "DB", name: `${worker}-central`, migrations: "migrations/central" };
  const schools = Array.from({ length: schoolDatabases }, (_, index) => ({
    binding: `SCHOOLS_${index + 1}`,
    name: `${worker}-schools-${String(index + 1).padStart(2, "0")}`,
    migrations: "migrations/schools",
  }));
  return {
    worker,
    databases: [central, ...schools],
    bucket: (binding) => `${worker}-${binding.toLowerCase()}`,
    queue: (name) => `${worker}-${name}`,
  };
}

import { Refusal } from "../run.ts";
import type { Api } from "./api.ts";
import { ApiError } from "./api-error.ts";
import type { Names } from "./names.ts";
import type { Found } from "./resources.ts";

type Binding = { type: string; name: string; id?: string; database_id?: string };

/**
 * Compares the Worker in service with the databases that were found; changes nothing. Throws `Refusal` for a Worker of our
 * name that is another application's, and for a database that it uses and that has no longer its name: a new and empty one
 * would take its place.
 */
export async function requireBoundDatabases(api: Api, names: Names, found: Found): Promise<void> {
  const bindings = await listBindings(api, names.worker);
  const databases = bindings.filter(({ type }) => type === "d1");
  const isOurs = databases.some(({ name }) => name === "DB");
  if (!isOurs && bindings.some(({ type }) => type !== "secret_text")) {
    throw new Refusal(
      `Nothing was created or changed: the Worker ${names.worker} is not ours (it has no database "DB"). Delete it, or name the environment otherwise.`,
    );
  }
  const lost = names.databases.flatMap(({ binding, name }) => {
    const bound = databases.find((each) => each.name === binding);
    return bound && !found.databases.has(name)
      ? [`- ${name}: the Worker uses ${bound.id ?? bound.database_id}`]
      : [];
  });
  if (lost.length === 0) return;
  throw new Refusal(
    `Nothing was created or changed: these databases were renamed or deleted, and empty ones would take their place.\n${lost.join("\n")}\nGive each its name back; if it was deleted, "npm run restore" makes it from a backup (docs/operations.md, "Backup").`,
  );
}

/** None for a Worker that does not exist; none either for a sign-in that may not read it. */
async function listBindings(api: Api, worker: string): Promise<Binding[]> {
  try {
    const path = `/workers/scripts/${worker}/settings`;
    return (await api.find<{ bindings?: Binding[] }>(path))?.bindings ?? [];
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}

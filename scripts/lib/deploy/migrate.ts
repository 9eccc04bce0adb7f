import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { Refusal, run } from "../run.ts";
import type { Api } from "./api.ts";
import { adviceForTool, explain } from "./api-error.ts";
import type { Names } from "./names.ts";
import type { Database, Found, ListedDatabase } from "./resources.ts";

type Rows = { results: Record<string, unknown>[] }[];

/** The files that each database lacks, by its name. */
export type Plan = Map<string, string[]>;

/**
 * What this commit adds to each database. Changes nothing. Throws `Refusal` for a database that holds another
 * application's tables, or that a newer commit has migrated.
 */
export async function planMigrations(
  api: Api,
  { names, found, root }: { names: Names; found: Found; root: string },
): Promise<Plan> {
  const plan: Plan = new Map();
  for (const { name, migrations } of names.databases) {
    const files = readdirSync(resolve(root, migrations)).filter((file) => file.endsWith(".sql"));
    const known = found.databases.get(name);
    const applied = known ? await readApplied(api, known).catch(explain) : [];
    const unknown = applied.filter((file) => !files.includes(file));
    if (unknown.length > 0 && unknown.length === applied.length) throw foreign(name, unknown);
    if (unknown.length > 0) {
      throw new Refusal(
        `${name} was migrated by a newer commit (${unknown.join(", ")}): deploy that one, or one after it. Nothing was changed.`,
      );
    }
    plan.set(name, files.filter((file) => !applied.includes(file)).sort());
  }
  return plan;
}

/** The way back: where each database that exists can be restored to, for 30 days. */
export async function printBookmarks(api: Api, databases: Database[]): Promise<void> {
  const known = databases.filter(({ isNew }) => !isNew);
  if (known.length === 0) return;
  console.log("Should this deployment lose data, each database goes back to where it was by:");
  for (const { name, id } of known) {
    const path = `/d1/database/${id}/time_travel/bookmark`;
    const answer = await api.ask<{ bookmark?: string } | null>(path).catch(explain);
    const bookmark = answer?.bookmark;
    if (!bookmark) {
      throw new Refusal(
        `Time Travel gives no way back for ${name}, so nothing was migrated: look with "npx wrangler d1 time-travel info ${name}", then deploy again.`,
      );
    }
    console.log(`  npx wrangler d1 time-travel restore ${name} --bookmark=${bookmark}`);
  }
}

/** Central first, then the schools one after another; stops at the first that fails. The next run goes on from there. */
export async function migrate(
  plan: Plan,
  config: string,
  env: Record<string, string>,
): Promise<void> {
  const waiting = [...plan].filter(([, pending]) => pending.length > 0);
  for (const [index, [name, pending]] of waiting.entries()) {
    console.log(`Migrating ${name}: ${pending.length} to apply, up to ${pending.at(-1)}…`);
    const args = ["d1", "migrations", "apply", name, "--remote", "--config", config];
    const { code, output } = await run("wrangler", args, { env });
    if (code === 0) continue;
    throw new Refusal(
      `${output.trimEnd()}\n${name} was not migrated: ${index} of ${waiting.length} databases were, and the code was not deployed. Code that is in service works with both (docs/operations.md, "Upgrade"). ${adviceForTool(output) ?? "Mend the cause and deploy again: it goes on from there."}`,
    );
  }
}

async function readApplied(api: Api, { uuid, name }: ListedDatabase): Promise<string[]> {
  const ask = async (sql: string) => {
    const body = { sql, params: [] };
    const [answer] = await api.ask<Rows>(`/d1/database/${uuid}/query`, {
      method: "POST",
      body,
      isQuestion: true,
    });
    return (answer?.results ?? []).map((row) => String(row.name));
  };
  const tables = await ask(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
  );
  const applied = tables.includes("d1_migrations")
    ? await ask("SELECT name FROM d1_migrations ORDER BY id")
    : [];
  const others = tables.filter((table) => table !== "d1_migrations");
  if (applied.length === 0 && others.length > 0) throw foreign(name, others);
  return applied;
}

function foreign(name: string, signs: string[]): Refusal {
  return new Refusal(
    `The D1 database ${name} holds what we did not make (${signs.slice(0, 3).join(", ")}…): it is another application's. Delete it if nothing uses it, or name the environment otherwise. Nothing was changed.`,
  );
}

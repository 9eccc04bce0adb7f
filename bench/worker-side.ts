import type { Listed } from "#tests/support/listed.ts";

export type Ran = { sql: string; values: unknown[]; ms: number };
type SchoolSide = {
  DB: unknown;
  CENTRAL: { DB: unknown };
  ASSETS: { fetch: () => Promise<Response> };
};
type Case = [name: string, run: (env: SchoolSide) => Promise<unknown>];

/** The names of communes are no statement: here no commune has one. */
export const NO_ASSETS = { fetch: async () => new Response("") };

/** The exports of the Worker's side: its types belong to another program, so it is loaded at run time, not imported. */
export type WorkerSide = {
  listCases: (asked: Listed) => Case[];
  recordDatabase: (db: unknown) => { DB: unknown; ran: Ran[] };
};

export async function loadWorkerSide(): Promise<WorkerSide> {
  const load = (name: string) => import(new URL(`../tests/support/${name}`, import.meta.url).href);
  const { listCases }: Pick<WorkerSide, "listCases"> = await load("list-cases.ts");
  const { recordDatabase }: Pick<WorkerSide, "recordDatabase"> = await load("recorded-database.ts");
  return { listCases, recordDatabase };
}

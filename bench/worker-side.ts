/** What a list needs to know of the school it is read for: `Listed` of `tests/support/list-cases.ts`. */
export type Asked = {
  organizationId: number;
  importId: string;
  resultsId: string;
  userId: string;
  pupilId: string;
  year: string;
  division: string;
  rareName: string;
  lastPage: number;
};

export type Ran = { sql: string; values: unknown[]; ms: number };
type Listed = { DB: unknown; CENTRAL: { DB: unknown }; ASSETS: { fetch: () => Promise<Response> } };
type Case = [name: string, run: (env: Listed) => Promise<unknown>];

/** The names of communes are no statement: here no commune has one. */
export const NO_ASSETS = { fetch: async () => new Response("") };

/** The exports of the Worker's side: its types belong to another program, so it is loaded at run time, not imported. */
export type WorkerSide = {
  listCases: (asked: Asked) => Case[];
  recordDatabase: (db: unknown) => { DB: unknown; ran: Ran[] };
};

export async function loadWorkerSide(): Promise<WorkerSide> {
  const load = (name: string) => import(new URL(`../tests/support/${name}`, import.meta.url).href);
  const { listCases }: Pick<WorkerSide, "listCases"> = await load("list-cases.ts");
  const { recordDatabase }: Pick<WorkerSide, "recordDatabase"> = await load("recorded-database.ts");
  return { listCases, recordDatabase };
}

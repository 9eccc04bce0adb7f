import * as build from "virtual:react-router/server-build";
import { Hono } from "hono";
import { createRequestHandler, RouterContextProvider } from "react-router";
import { database } from "./table.tsx";

const handlePage = createRequestHandler(build, "production");

/** The least that a page of React Router on Hono can be: the measure of ours (`bench/pages.ts`). */
const app = new Hono<{ Bindings: { DB: D1Database } }>();

app.post("/fill", async (c) => {
  await c.env.DB.batch(
    [
      "CREATE TABLE IF NOT EXISTS person (id INTEGER PRIMARY KEY, name TEXT)",
      "INSERT OR IGNORE INTO person VALUES (1, 'Camille Essai')",
      `CREATE TABLE IF NOT EXISTS line
         (id INTEGER PRIMARY KEY, lastName TEXT, firstName TEXT, birthDate TEXT, division TEXT)`,
      `WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < 50)
       INSERT OR IGNORE INTO line SELECT i, 'NOM' || i, 'Prénom', '12/03/2013', '6E 1' FROM one`,
    ].map((sql) => c.env.DB.prepare(sql)),
  );
  return c.json({ ok: true });
});

app.all("*", async (c) => {
  const context = new RouterContextProvider();
  context.set(database, c.env.DB);
  return await handlePage(c.req.raw, context);
});

export default app;

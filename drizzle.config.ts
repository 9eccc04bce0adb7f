import { defineConfig } from "drizzle-kit";
import { SCHEMAS } from "./scripts/lib/databases.ts";

/** `npm run migrations` runs this once for each kind of database: `DATABASE` says which. */
const kind = process.env.DATABASE === "central" ? "central" : "schools";

export default defineConfig({
  dialect: "sqlite",
  schema: SCHEMAS[kind].map((room) => `./worker/${room}.ts`),
  out: `./migrations/${kind}`,
});

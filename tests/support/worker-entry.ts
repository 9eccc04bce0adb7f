import { createHttpApp } from "#worker/http.ts";
import { consumeQueue } from "#worker/queues.ts";
import { sweep } from "#worker/sweep.ts";
import { knowingCookies } from "./known-cookies.ts";

export { ImportDesk } from "#worker/imports/desk/import-desk.ts";

/** The Worker without its pages: Vitest has no React Router build to render them with. */
const app = knowingCookies(createHttpApp(async () => new Response("page")));

export default {
  fetch: app.fetch,
  queue: consumeQueue,
  scheduled: (_event, env) => sweep(env),
} satisfies ExportedHandler<Env>;

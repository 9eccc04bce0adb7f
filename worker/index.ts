import * as build from "virtual:react-router/server-build";
import { createRequestHandler } from "react-router";
import { createPageContext } from "#app/context.ts";
import { createHttpApp } from "./http.ts";
import { consumeQueue } from "./queues.ts";
import { sweep, sweepOnce } from "./sweep.ts";

export { ImportDesk } from "./imports/desk/import-desk.ts";

const handlePage = createRequestHandler(build, import.meta.env.MODE);
const app = createHttpApp(
  (request, env, page) => handlePage(request, createPageContext(env, request, page)),
  { contentSecurityPolicy: !import.meta.env.DEV },
);

export default {
  fetch(request, env, ctx) {
    ctx.waitUntil(sweepOnce(env));
    return app.fetch(request, env, ctx);
  },
  queue: consumeQueue,
  scheduled: (_event, env) => sweep(env),
} satisfies ExportedHandler<Env>;

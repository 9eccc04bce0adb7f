import { env } from "cloudflare:workers";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { createRequestHandler, type ServerBuild } from "react-router";
import { createPageContext } from "#app/context.ts";
import * as root from "#app/root.tsx";
import { createHttpApp } from "#worker/http.ts";

/**
 * The Worker with its pages, in workerd: the real loaders, actions and guards under React Router's own
 * server. Only the drawing is left out: a page answers with what it would be drawn from, as JSON.
 */

type Module = NonNullable<ServerBuild["routes"][string]>["module"];
const MODULES = import.meta.glob<Module>("../../app/routes/*.{ts,tsx}", { eager: true });
const CONFIG: RouteConfigEntry[] = JSON.parse(env.TEST_ROUTES);

function moduleOf(file: string): Module {
  const found = MODULES[`../../app/${file}`];
  if (!found) throw new Error(`no module ${file}`);
  return found;
}

function manifest(entries: RouteConfigEntry[], parentId: string): ServerBuild["routes"] {
  const routes: ServerBuild["routes"] = {};
  for (const { file, path, index, children } of entries) {
    const id = file.replace(/\.tsx?$/, "");
    routes[id] = {
      id,
      parentId,
      module: moduleOf(file),
      ...(path !== undefined && { path }),
      ...(index && { index }),
    };
    Object.assign(routes, manifest(children ?? [], id));
  }
  return routes;
}

const routes: ServerBuild["routes"] = {
  root: { id: "root", path: "", module: root },
  ...manifest(CONFIG, "root"),
};

const handlePage = createRequestHandler(
  {
    routes,
    entry: {
      module: {
        default: (_request, status, headers, { staticHandlerContext: page }) =>
          Response.json(
            { loaded: page.loaderData, done: page.actionData, refused: page.errors },
            { status, headers },
          ),
        handleError: () => {},
      },
    },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: "lazy", manifestPath: "/__manifest" },
  },
  "production",
);

export const appWithPages = createHttpApp(
  async (request, bindings, page) =>
    await handlePage(request, createPageContext(bindings, request, page)),
);

import { env } from "cloudflare:workers";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import {
  createRequestHandler,
  type ServerBuild,
  UNSAFE_withComponentProps as withComponentProps,
} from "react-router";
import { createPageContext } from "#app/context.ts";
import * as entryServer from "#app/entry.server.tsx";
import * as root from "#app/root.tsx";
import { createHttpApp } from "#worker/http.ts";
import { knowingCookies } from "./known-cookies.ts";

/**
 * The Worker with its pages, in workerd: the real loaders, actions and guards under React Router's own server.
 * `appWithPages` does not render: a page answers with its loader data, as JSON.
 */

type Module = NonNullable<ServerBuild["routes"][string]>["module"];
const MODULES = import.meta.glob<Module>("../../app/routes/*.{ts,tsx}", { eager: true });
const CONFIG: RouteConfigEntry[] = JSON.parse(env.TEST_ROUTES);

function moduleOf(file: string): Module {
  const found = MODULES[`../../app/${file}`];
  if (!found) throw new Error(`no module ${file}`);
  // As the build does: a page receives its loader data as props.
  const { default: page } = found;
  return page
    ? { ...found, default: withComponentProps(page as Parameters<typeof withComponentProps>[0]) }
    : found;
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

/** What rendering needs of the routes; a browser would load these modules, and no test does. */
const manifestRoutes = Object.fromEntries(
  Object.values(routes).flatMap((route) =>
    route
      ? [
          [
            route.id,
            {
              ...{ id: route.id, path: route.path, index: route.index, parentId: route.parentId },
              hasLoader: "loader" in route.module,
              hasAction: "action" in route.module,
              hasErrorBoundary: "ErrorBoundary" in route.module,
              ...{ hasClientLoader: false, hasClientAction: false, hasClientMiddleware: false },
              ...{ module: "", clientActionModule: "", clientLoaderModule: "" },
              ...{ clientMiddlewareModule: "", hydrateFallbackModule: "" },
            },
          ],
        ]
      : [],
  ),
);

function appWith(entry: ServerBuild["entry"]["module"]) {
  const handlePage = createRequestHandler(
    {
      routes,
      entry: { module: entry },
      assets: { entry: { imports: [], module: "" }, routes: manifestRoutes, url: "", version: "1" },
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
  return knowingCookies(
    createHttpApp(
      async (request, bindings, page) =>
        await handlePage(request, createPageContext(bindings, request, page)),
    ),
  );
}

export const appWithPages = appWith({
  default: (_request, status, headers, { staticHandlerContext: page }) =>
    Response.json(
      { loaded: page.loaderData, done: page.actionData, refused: page.errors },
      { status, headers },
    ),
  handleError: () => {},
});

/** The same, with its pages rendered as for a browser. */
export const appThatDraws = appWith(entryServer);

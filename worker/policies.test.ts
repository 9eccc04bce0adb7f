import { readFileSync } from "node:fs";
import type { RouteConfigEntry } from "@react-router/dev/routes";
import { expect, test } from "vitest";
import routes from "#app/routes.ts";
import { createHttpApp } from "./http.ts";
import { bodyOf, POLICIES, routeOf } from "./policies.ts";

const app = createHttpApp(async () => new Response());

/** Routes that Hono answers itself; middleware and the catch-alls that refuse are `ALL`. */
const API = app.routes
  .filter(({ method }) => method !== "ALL")
  .map(({ method, path }) => `${method} ${path}`);

function pagesOf(entries: RouteConfigEntry[], parent = ""): { path: string; file: string }[] {
  return entries.flatMap(({ path, file, children, index }) => {
    const full = path === undefined ? parent : `${parent}/${path}`;
    const self = index || path !== undefined ? [{ path: full || "/", file }] : [];
    return [...self, ...pagesOf(children ?? [], full)];
  });
}

/** A page answers GET, and POST if it exports an action. */
const PAGES = pagesOf(routes)
  .filter(({ path }) => !path.endsWith("/*"))
  .flatMap(({ path, file }) => {
    const text = readFileSync(new URL(`../app/${file}`, import.meta.url), "utf8");
    const writes = /export (?:async )?(?:function|const) action\b/.test(text);
    return [`GET ${path}`, ...(writes ? [`POST ${path}`] : [])];
  });

const ROUTES = new Set([...API, ...PAGES]);

test("the product has routes of the API and pages", () => {
  expect(API.length).toBeGreaterThan(15);
  expect(PAGES.length).toBeGreaterThan(8);
});

test("every route and method has a policy", () => {
  expect([...ROUTES].filter((route) => !Object.hasOwn(POLICIES, route))).toEqual([]);
});

test("every policy has a route", () => {
  expect(Object.keys(POLICIES).filter((route) => !ROUTES.has(route))).toEqual([]);
});

test("a page without a form is not taken for the page of an id", () => {
  const school = "/etablissements/0801234A/eleves";
  expect(bodyOf("POST", `${school}/12`)).toBe("form");
  expect(bodyOf("POST", `${school}/listes`)).toBeNull();
});

test("routes open to all methods refuse or lead to the pages, and nothing else", () => {
  const open = app.routes.filter(({ method, path }) => method === "ALL" && !path.endsWith("*"));
  expect(open).toEqual([]);
});

test("every route below a school is for its members, or for its administrators", () => {
  const below = Object.entries(POLICIES).filter(
    ([route]) => route.includes("/:uai") && !route.includes(" /api/operator/"),
  );
  expect(below.length).toBeGreaterThan(15);
  for (const [route, policy] of below) {
    expect(["member", "administrator"], route).toContain(policy);
  }
});

test.each([
  ["GET", "/etablissements/0808088X/journal", "GET /etablissements/:uai/journal"],
  ["GET", "/etablissements/0808088X/journal.data", "GET /etablissements/:uai/journal"],
  ["GET", "/api/organizations/1/imports/live", "GET /api/organizations/:uai/imports/live"],
  ["GET", "/api/organizations/1/imports/2", "GET /api/organizations/:uai/imports/:id"],
  ["PUT", "/api/organizations/1/secret", "PUT (autre)"],
  ["GET", "/_root.data", "GET /"],
  ["GET", "/connexion/", "GET /connexion"],
])("%s %s falls under %s", (method, path, route) => {
  expect(routeOf(method, path)).toBe(route);
});

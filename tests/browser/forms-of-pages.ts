import type { RouteConfigEntry } from "@react-router/dev/routes";
import type { Locator, Page } from "playwright-core";
import { matchRoutes } from "react-router";
import routes from "#app/routes.ts";

/** How one form of one page is used, by a person whose connection is cut. */
export type FormOfPage = {
  path: string;
  /** Whose page it is: an administrator of the school, a member, a person with a school of their own, or a visitor. */
  who: "admin" | "membre" | `personne${number}` | "stranger";
  /** From there to the page itself. */
  reach?: (page: Page) => Promise<void>;
  /** What is typed, and where; text only: boxes and lists are chosen by `reach`. */
  fields: Array<[label: string, value: string]>;
  /** The button that sends it; a question above the page is one. */
  send: (page: Page) => Locator;
  /** Back to that button, when sending closes its question. */
  again?: (page: Page) => Promise<void>;
  /** `reads`: the form asks for a page or a file, which opens by itself once the connection is back. */
  reads?: boolean;
  /** `native`: the browser itself sends the form. Playwright then moves no clock of the page, which it deems left. */
  native?: boolean;
  /** The page is not left for good: what is true at the end, once sent again. */
  done: (page: Page) => Promise<unknown>;
};

export const press = (name: string) => (page: Page) =>
  page.locator("main, dialog[open]").getByRole("button", { name, exact: true }).last();
export const says = (text: string | RegExp) => (page: Page) =>
  page.getByText(text).first().waitFor();
export const at = (path: string) => (page: Page) => page.waitForURL(path);

/** Pages that ask for nothing, and those whose form another page of these lists shows too. */
const WITHOUT_FORM = [
  // One button, that of the menu of every page.
  "/",
  // The form of the documentation is on all its pages.
  ...["/documentation/:page", "/documentation/erreurs/:code"],
  // Answers only.
  ...["/deconnexion", "/etablissements/:uai/certifications/archives"],
  ...["/demande-administration-sco/envoyee", "/pieces", "/etablissements/:uai/eleves/listes"],
  ...["/accessibilite", "/donnees-personnelles", "/mentions-legales", "/conditions"],
  ...["/etablissements/:uai/*", "/*"],
];

/** The pages of the app that are neither among these addresses nor in the list of pages without a form. */
export function pagesLeftOut(addresses: string[]): string[] {
  const all = pagesIn(routes);
  const asRoutes = all.map((path) => ({ path }));
  const named = new Set(WITHOUT_FORM);
  for (const address of addresses) {
    const [found] = matchRoutes(asRoutes, new URL(address).pathname) ?? [];
    if (found) named.add(found.route.path);
  }
  return all.filter((page) => !named.has(page));
}

function pagesIn(entries: RouteConfigEntry[], base = ""): string[] {
  return entries.flatMap(({ path, index, children }) => {
    const full = path === undefined ? base : `${base}/${path}`;
    return children ? pagesIn(children, full) : [full || (index ? "/" : "")];
  });
}

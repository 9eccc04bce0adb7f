import { POLICIES } from "#worker/policies.ts";

/** A line of a table of `docs/api.md`: `| \`METHOD path\` | who | …`. */
const LINE = /^\|\s*`((?:GET|POST|PUT|PATCH|DELETE) \S+)`\s*\|\s*([\w-]+)\s*\|/gm;
const NAMED = /`((?:GET|POST|PUT|PATCH|DELETE) \/\S+)`/g;

const API = Object.entries(POLICIES).filter(([route]) => / \/(api|demo|healthz)(\/|$)/.test(route));

/** The differences between a document of the contract and the table of policies, one sentence each. */
export function findContractGaps(document: string): string[] {
  const text = document.replaceAll(" …/", " /api/organizations/:uai/");
  const lines = [...text.matchAll(LINE)].map(([, route = "", who]) => ({ route, who }));
  const documented = new Map(lines.map(({ route, who }) => [route, who]));
  const policies = new Map<string, string>(Object.entries(POLICIES));
  const named = [...text.matchAll(NAMED)].map(([, route = ""]) => route);
  return [
    ...API.filter(([route]) => !documented.has(route)).map(
      ([route]) => `${route} is not documented`,
    ),
    ...lines
      .filter(({ route }, at) => lines.findIndex((one) => one.route === route) !== at)
      .map(({ route }) => `${route} is documented twice`),
    ...lines
      .filter(({ route, who }) => policies.has(route) && policies.get(route) !== who)
      .map(({ route, who }) => `${route} is for ${policies.get(route)}, not ${who}`),
    ...new Set(named.filter((route) => !policies.has(route)).map((route) => `${route} is unknown`)),
  ];
}

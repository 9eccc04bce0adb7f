import { beforeAll, expect, test } from "vitest";
import {
  type Answer,
  ask,
  holdingsOf,
  mayTellAll,
  pathOf,
  ROUTES,
  type Route,
  send,
} from "#tests/support/policy-walk.ts";
import { aWorld, CANARY, CANARY_OF_SCHOOL } from "#tests/support/walked-world.ts";
import type { Policy } from "./policies.ts";

/**
 * Every role requests every route. The expected answer follows from the policy of the route alone; a person of no
 * school or of another one must find nothing of this school in any answer, nor change anything of it.
 */

type World = Awaited<ReturnType<typeof aWorld>>;
type Who = keyof World["people"];
type Verdict = "open" | "sign-in" | "unknown" | "forbidden";

const OUTSIDERS: Who[] = ["anonymous", "none", "removed", "stranger"];
const INSIDERS: Who[] = ["member", "admin"];

const EXPECTED: Record<Policy, Record<Who, Verdict>> = {
  public: everybody("open"),
  demo: everybody("open"),
  operator: everybody("sign-in"),
  "signed-in": { ...everybody("open"), anonymous: "sign-in" },
  member: { ...everybody("unknown"), anonymous: "sign-in", member: "open", admin: "open" },
  administrator: {
    ...everybody("unknown"),
    anonymous: "sign-in",
    member: "forbidden",
    admin: "open",
  },
};

function everybody(verdict: Verdict): Record<Who, Verdict> {
  return {
    anonymous: verdict,
    none: verdict,
    removed: verdict,
    stranger: verdict,
    member: verdict,
    admin: verdict,
  };
}

function verdictOf({ status, location }: Answer, route: Route): Verdict | number {
  if (status === 401 && !route.isPage) return "sign-in";
  if (status === 302 && route.isPage && location?.startsWith("/connexion")) {
    return route.policy === "public" ? "open" : "sign-in";
  }
  if (status === 403) return "forbidden";
  if (status === 404) return "unknown";
  // Whatever the route answers to an empty request: the guard let it through.
  return status < 500 ? "open" : status;
}

/** A person who left still reads their own name, but no other. */
function canaryFor(who: Who): RegExp {
  return who === "removed" ? CANARY_OF_SCHOOL : CANARY;
}

/** Equal for answers that differ only in the request's reference and the time. */
function alike({ status, text }: Answer): string {
  return `${status} ${text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…")}`;
}

const UNKNOWN = {
  importId: "11111111-1111-4111-8111-111111111111",
  campaignId: "33333333-3333-4333-8333-333333333333",
  documentId: "22222222-2222-4222-8222-222222222222",
  pupilId: "44444444-4444-4444-8444-444444444444",
  resultOfPage: "999999999999",
  resultOfApi: "999999999998",
  erasedId: "55555555-5555-4555-8555-555555555555",
};
let world: World;
beforeAll(async () => {
  world = await aWorld();
});

/** Every route whose answer to this person is not the one expected for `who`. */
async function findLeaks(who: Who, person: World["people"][Who], routes: Route[]) {
  const leaks: string[] = [];
  for (const route of routes) {
    const path = pathOf(route, world.walked.school.uai, world.walked);
    for (const answer of await ask({ route, path, as: person })) {
      const verdict = verdictOf(answer, route);
      if (verdict !== EXPECTED[route.policy][who]) leaks.push(`${route.key} answers ${verdict}`);
      if (!mayTellAll(route) && canaryFor(who).test(answer.text)) leaks.push(`${route.key} tells`);
    }
  }
  return leaks;
}

test.each(OUTSIDERS)("%s gets what the policies say, and nothing of the school", async (who) => {
  const { walked, people } = world;
  const before = await holdingsOf(walked);
  expect(await findLeaks(who, people[who], ROUTES)).toEqual([]);
  expect(await holdingsOf(walked)).toBe(before);
});

test("the walk detects a person of the school who passes for a stranger", async () => {
  const reads = ROUTES.filter(({ method, path }) => method === "GET" && path.includes(":uai"));
  const leaks = await findLeaks("stranger", world.people.member, reads);
  expect(leaks.some((leak) => leak.endsWith("answers open"))).toBe(true);
  expect(leaks.some((leak) => leak.endsWith("tells"))).toBe(true);
});

test("a school the person is not in and one that does not exist answer alike", async () => {
  const { walked, people } = world;
  for (const route of ROUTES.filter(({ path }) => path.includes(":uai"))) {
    const foreign = await ask({
      route,
      path: pathOf(route, walked.school.uai, walked),
      as: people.stranger,
    });
    const unknown = await ask({
      route,
      path: pathOf(route, "9999999Z", UNKNOWN),
      as: people.stranger,
    });
    expect(foreign.map(alike), route.key).toEqual(unknown.map(alike));
  }
});

test("an administrator gets nothing of another school by its ids, in the path, the query or the body", async () => {
  const { walked, elsewhere, people } = world;
  const before = await holdingsOf(walked);
  for (const route of ROUTES) {
    const as = people.stranger;
    const own = pathOf(route, elsewhere.uai, walked);
    for (const answer of await ask({ route, path: own, as, smuggle: walked })) {
      if (!mayTellAll(route)) expect(answer.text, route.key).not.toMatch(CANARY);
      expect(answer.status, route.key).toBeLessThan(500);
    }
    if (!/:uai.*:/.test(route.path)) continue;
    const foreign = await ask({ route, path: own, as });
    const unknown = await ask({ route, path: pathOf(route, elsewhere.uai, UNKNOWN), as });
    expect(foreign.map(alike), route.key).toEqual(unknown.map(alike));
    expect(foreign[0]?.status, route.key).toBe(404);
  }
  expect(await holdingsOf(walked)).toBe(before);
});

test.each(OUTSIDERS)("%s finds nothing in the data of a page's client navigation", async (who) => {
  const { walked, people } = world;
  for (const route of ROUTES.filter(({ isPage, path }) => isPage && path !== "/")) {
    const url = new URL(
      `${pathOf(route, walked.school.uai, walked)}.data`,
      "http://localhost:8787",
    );
    const { text } = await send(url, route, people[who], route.method === "GET" ? null : "{}");
    expect(text, route.key).not.toMatch(canaryFor(who));
  }
});

test("methods without a policy are not answered", async () => {
  const { walked, people } = world;
  const named = new Set(ROUTES.map(({ key }) => key));
  for (const route of ROUTES) {
    const path = pathOf(route, walked.school.uai, walked);
    const url = new URL(path, "http://localhost:8787");
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      // React Router passes all writing methods to an action: the guard is the same for all.
      if (named.has(`${method} ${route.path}`)) continue;
      if (route.isPage && named.has(`POST ${route.path}`)) continue;
      const answer = await send(url, { method, path }, people.admin, "{}");
      expect([401, 404, 405], `${method} ${path}`).toContain(answer.status);
      expect(answer.text).not.toMatch(/Error:|routes\//);
      const outside = await send(url, { method, path }, people.stranger, "{}");
      expect(outside.text).not.toMatch(CANARY);
    }
  }
});

test("a member changes nothing of their own school, whatever ids they send", async () => {
  const { walked, people } = world;
  const before = await holdingsOf(walked);
  for (const route of ROUTES.filter(({ method }) => method !== "GET")) {
    const path = pathOf(route, walked.school.uai, walked);
    await ask({ route, path, as: people.member, smuggle: walked });
  }
  expect(await holdingsOf(walked)).toBe(before);
});

test.each(INSIDERS)("%s gets what the policies say", async (who) => {
  const { walked, people } = world;
  for (const route of ROUTES) {
    const path = pathOf(route, walked.school.uai, walked);
    for (const answer of await ask({ route, path, as: people[who] })) {
      const verdict = verdictOf(answer, route);
      // A form of members may contain intents of administrators.
      if (who === "member" && route.policy === "member" && verdict === "forbidden") continue;
      expect([route.key, verdict]).toEqual([route.key, EXPECTED[route.policy][who]]);
    }
  }
});

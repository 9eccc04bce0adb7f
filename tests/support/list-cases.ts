import { listWaiting } from "#worker/certifications/settle/list-waiting.ts";
import { countResults } from "#worker/certifications/show/count-results.ts";
import { listDivisions, listResults } from "#worker/certifications/show/list-results.ts";
import { readPupilResults } from "#worker/certifications/show/read-pupil-results.ts";
import { readResultsPage } from "#worker/certifications/show/read-results-page.ts";
import { readPupilHistory } from "#worker/imports/show/read-history.ts";
import { readImport, readImportPage, readImports } from "#worker/imports/show/read-imports.ts";
import { listChanges, listSkipped } from "#worker/imports/show/read-lists.ts";
import { readStartOfYear } from "#worker/imports/show/read-start.ts";
import { CHANGE_KINDS } from "#worker/imports/view.ts";
import { JOURNAL_KINDS } from "#worker/journal/describe-line.ts";
import { type JournalFilters, listJournal, SERVICE } from "#worker/journal/list-journal.ts";
import { countMembers } from "#worker/organizations/count-members.ts";
import type { SchoolEnv } from "#worker/platform/school-env.ts";
import { listClasses } from "#worker/pupils/list-classes.ts";
import { listPupils } from "#worker/pupils/list-pupils.ts";
import type { PupilQuery, PupilSort } from "#worker/pupils/list-statements.ts";
import { readPupil } from "#worker/pupils/read-pupil.ts";
import { countInvitations, listInvitations } from "#worker/team/list-invitations.ts";
import { listMembers } from "#worker/team/list-members.ts";
import type { Listed } from "./listed.ts";

type Case = [name: string, run: (env: SchoolEnv) => Promise<unknown>];

/**
 * Every list a school reads, with each filter and each sort: the tests ask D1 how it finds the rows, the
 * bench measures them on a crowded school.
 */
export function listCases(asked: Listed): Case[] {
  return [
    ...pupilCases(asked),
    ...importCases(asked),
    ...resultCases(asked),
    ...journalCases(asked),
    ...teamCases(asked),
  ];
}

const SORTS: PupilSort[] = [
  ...(["lastName", "-lastName", "firstName", "-firstName"] as const),
  ...(["birthDate", "-birthDate", "division", "-division"] as const),
];

function pupilCases({ organizationId, division, rareName, lastPage, pupilId }: Listed): Case[] {
  const filters: Array<[string, Partial<PupilQuery>]> = [
    ["all", {}],
    ["deactivated too", { includeDeactivated: true }],
    ["deactivated only", { includeDeactivated: true, only: "deactivated" }],
    ["arrived with the last import", { only: "arrived" }],
    ["a common search", { search: "garnier noe" }],
    ["a rare search", { search: rareName }],
    ["a class", { divisions: [division] }],
    ["a level", { levels: ["6e"] }],
    ["a level and a search", { levels: ["6e"], search: "garnier" }],
    ["a class of a level", { divisions: [division], levels: ["6e"] }],
    ["the last page", { page: lastPage }],
  ];
  const everyone = { organizationId, search: "", divisions: [], levels: [], page: 1 };
  const of = { organizationId, pupilId };
  return [
    ...filters.flatMap(([name, filter]) =>
      SORTS.map((sort): Case => {
        const query = { ...everyone, includeDeactivated: false, ...filter, sort };
        return [`pupils, ${name}, by ${sort}`, async (env) => await listPupils(env, query)];
      }),
    ),
    [
      "classes to print",
      async (env) => await listClasses(env, { organizationId, divisions: [division] }),
    ],
    ["a pupil", async (env) => await readPupil(env, of)],
    ["a pupil's history", async (env) => await readPupilHistory(env, of)],
    ["a pupil's results", async (env) => await readPupilResults(env, of)],
  ];
}

function importCases({ organizationId, importId }: Listed): Case[] {
  const school = { organizationId, role: "admin" as const };
  const list = { organizationId, importId, page: 1 };
  return [
    ["history of imports", async (env) => await readImports(env, { ...school, page: 1 })],
    ["history of imports, page 2", async (env) => await readImports(env, { ...school, page: 2 })],
    ["import page", async (env) => await readImportPage(env, school)],
    ["an import and its errors", async (env) => await readImport(env, { ...school, importId })],
    ["pupils not imported", async (env) => await listSkipped(env, list)],
    ["changes of an import", async (env) => await listChanges(env, list)],
    ["changes of an import, far", async (env) => await listChanges(env, { ...list, page: 100 })],
    ...CHANGE_KINDS.map(
      (kind): Case => [
        `changes of an import, ${kind}`,
        async (env) => await listChanges(env, { ...list, kind }),
      ],
    ),
    [
      "start of the year",
      async (env) => await readStartOfYear(env, { organizationId, now: Date.now() }),
    ],
  ];
}

function resultCases({ organizationId, year, division, resultsId }: Listed): Case[] {
  const page = { organizationId, year, divisions: null, page: 1 };
  return [
    ["page of results, a year", async (env) => await readResultsPage(env, page)],
    [
      "page of results, a class",
      async (env) => await readResultsPage(env, { ...page, divisions: [division] }),
    ],
    [
      "results of a class",
      async (env) => await listResults(env, { organizationId, year, divisions: [division] }),
    ],
    ["counts of results by class", async (env) => await listDivisions(env, { organizationId })],
    [
      "counts of results by class, a year",
      async (env) => await listDivisions(env, { organizationId, year }),
    ],
    ["counts of results by year", async (env) => await countResults(env, organizationId)],
    ["results that wait", async (env) => await listWaiting(env, { organizationId })],
    [
      "results of a file that wait",
      async (env) => await listWaiting(env, { organizationId, importId: resultsId }),
    ],
  ];
}

function journalCases({ organizationId, userId, lastPage }: Listed): Case[] {
  const none: JournalFilters = { kind: null, person: "", from: "", to: "" };
  const month = { from: "2026-03-01", to: "2026-03-31" };
  const filters: Array<[string, Partial<JournalFilters & { page: number }>]> = [
    ["all", {}],
    ["the last page", { page: lastPage }],
    ...JOURNAL_KINDS.map((kind): [string, Partial<JournalFilters>] => [kind, { kind }]),
    ["a person", { person: userId }],
    ["the service", { person: SERVICE }],
    ["a month", month],
    ["since a day", { from: month.from }],
    ["until a day", { to: month.to }],
    ["imports of a person", { kind: "imports", person: userId }],
    ["imports of a person in a month", { kind: "imports", person: userId, ...month }],
  ];
  return filters.map(([name, filter]): Case => {
    const query = { organizationId, ...none, page: 1, ...filter };
    return [`journal, ${name}`, async (env) => await listJournal(env, query)];
  });
}

function teamCases({ organizationId }: Listed): Case[] {
  return [
    ["members", async (env) => await listMembers(env.CENTRAL, { organizationId })],
    [
      "members, a search",
      async (env) => await listMembers(env.CENTRAL, { organizationId, search: "camille" }),
    ],
    ["number of members", async (env) => await countMembers(env.CENTRAL, organizationId)],
    [
      "invitations",
      async (env) => await listInvitations(env.CENTRAL, { organizationId, now: Date.now() }),
    ],
    ["number of invitations", async (env) => await countInvitations(env.CENTRAL, organizationId)],
  ];
}

import { home as words } from "#words/home.ts";
import type { Duty } from "#worker/campaigns/view.ts";
import type { StartOfYear } from "#worker/imports/show/read-start.ts";
import { paths } from "../../paths.ts";

export type StepState = "done" | "todo" | "later";
export type Step = {
  key: "activated" | "colleagues" | "results" | "base" | "left-out" | "campaigns" | "leavers";
  title: string;
  state: StepState;
  text: string;
  more?: string;
  /** The one thing to do about it. */
  action?: { to: string; label: string };
};

export type Standing = {
  school: {
    uai: string;
    name: string /** The program its pupils’ file comes from. */;
    tool: string;
  };
  members: number;
  /** Results kept of each school year, the newest first. */
  results: Array<{ schoolYear: string; results: number }>;
  start: StartOfYear;
  /** What the campaigns of the year require of the levels of the base. */
  duties: Duty[];
};

/** An administrator's checklist for the start of the school year: what is done, what comes next. */
export function listSteps(standing: Standing): Step[] {
  const { school } = standing;
  return [
    {
      key: "activated",
      title: words.activated.title,
      state: "done",
      text: words.activated.done(school.name, school.uai),
    },
    colleaguesStep(standing),
    resultsStep(standing),
    baseStep(standing),
    ...leftOutStep(standing),
    campaignsStep(standing),
    leaversStep(standing),
  ];
}

/** The step to do first: the page's one primary action. */
export function nextStep(steps: Step[]): Step | undefined {
  return steps.find(({ state, action }) => state === "todo" && action);
}

function colleaguesStep({ school: { uai }, members }: Standing): Step {
  const { title, done, todo, action, see } = words.colleagues;
  const enough = members >= 2;
  return {
    key: "colleagues",
    title,
    state: enough ? "done" : "todo",
    text: enough ? done(members) : todo,
    action: enough
      ? { to: paths.team(uai), label: see }
      : { to: paths.invitations(uai), label: action },
  };
}

/** At the start of a year, the results that matter are those of the year before. */
function resultsStep({ school: { uai }, results, start }: Standing): Step {
  const { title, done, todo, action, see } = words.results;
  const lastYear = yearBefore(start.schoolYear);
  const kept = results.find(({ schoolYear }) => schoolYear === lastYear);
  return {
    key: "results",
    title,
    state: kept ? "done" : "todo",
    text: kept ? done(kept.results, lastYear) : todo(lastYear),
    action: { to: paths.certifications(uai), label: kept ? see : action },
  };
}

function baseStep({ school: { uai, tool }, start }: Standing): Step {
  const { title, done, active, todo, otherYear, action, again } = words.base;
  const { lastImport, activePupils, schoolYear } = start;
  const missing = start.otherYear
    ? otherYear(start.otherYear, schoolYear)
    : todo({ pupils: activePupils, tool, schoolYear });
  return {
    key: "base",
    title,
    state: lastImport ? "done" : "todo",
    text: lastImport ? done(lastImport) : missing,
    ...(lastImport && { more: active(activePupils) }),
    action: { to: paths.importPupils(uai), label: lastImport ? again : action },
  };
}

/** Pupils of the last file who are in the school and were skipped: shown until an import takes them all. */
function leftOutStep({ school: { uai, tool }, start: { lastImport } }: Standing): Step[] {
  if (!lastImport || lastImport.leftOut === 0) return [];
  const { title, todo, action } = words.leftOut;
  const list = paths.importList(uai, lastImport.id, "non-importes");
  return [
    {
      key: "left-out",
      title,
      state: "todo",
      text: todo(lastImport.leftOut, tool),
      action: { to: list, label: action },
    },
  ];
}

/** Done when every campaign that the year requires has a code; without this year's base nothing can be required. */
function campaignsStep({ school: { uai }, start, duties }: Standing): Step {
  const { title, later, todo, toComplete, done, action, see } = words.campaigns;
  const shared = { key: "campaigns" as const, title };
  if (!start.lastImport || duties.length === 0) return { ...shared, state: "later", text: later };
  const levels = duties.flatMap((duty) => duty.levels);
  const missing = levels.filter(({ state }) => state === "missing").length;
  const planned = levels.filter(({ state }) => state === "planned").length;
  if (missing + planned === 0) {
    const link = { to: paths.campaigns(uai), label: see };
    return { ...shared, state: "done", text: done(levels.length), action: link };
  }
  const to = missing > 0 ? paths.createCampaigns(uai) : paths.campaigns(uai);
  return {
    ...shared,
    state: "todo",
    text: missing > 0 ? todo(missing) : toComplete(planned),
    action: { to, label: missing > 0 ? action : see },
  };
}

/** Done when a person opened the list of leavers, not when the import ended. */
function leaversStep({ school: { uai }, start }: Standing): Step {
  const { title, done, later, todo, action, again } = words.leavers;
  const { lastImport, leavers, unseenLeavers } = start;
  const everyone = { to: `${paths.pupils(uai)}?include=deactivated`, label: action };
  if (unseenLeavers) {
    const list = paths.importList(uai, unseenLeavers.importId, "desactives");
    return {
      key: "leavers",
      title,
      state: "todo",
      text: todo(unseenLeavers.deactivated),
      action: { to: list, label: action },
    };
  }
  if (!lastImport) return { key: "leavers", title, state: "later", text: later };
  return {
    key: "leavers",
    title,
    state: "done",
    text: done(leavers),
    more: again,
    ...(leavers > 0 && { action: everyone }),
  };
}

function yearBefore(schoolYear: string): string {
  const first = Number(schoolYear.slice(0, 4));
  return `${first - 1}-${first}`;
}

import { countResults } from "#worker/certifications/count-results.ts";
import { readStartOfYear } from "#worker/imports/read-start.ts";
import { countMembers } from "#worker/organizations/count-members.ts";
import { listDivisions } from "#worker/pupils/list-pupils.ts";
import { readComingEnd } from "#worker/rights/read-departures.ts";
import { requireMember } from "../context.ts";
import { LeaversEnd } from "../features/home/leavers-end.tsx";
import { MemberHome } from "../features/home/member-home.tsx";
import { StepList } from "../features/home/step-list.tsx";
import { nextStep, type Standing, tellSteps } from "../features/home/steps.ts";
import { DeckBanner } from "../features/shell/deck-banner.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { home as words } from "../i18n/home.ts";
import type { Route } from "./+types/etablissement-accueil.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { env, user, organization, role } = await requireMember(context);
  const { id: organizationId, uai, name } = organization;
  const facts = { userName: user.name, school: { uai, name } };
  const asked = readStartOfYear(env, { organizationId, now: Date.now() });
  if (role === "member") {
    const [divisions, start] = await Promise.all([listDivisions(env, organizationId), asked]);
    return { ...facts, role, divisions, start };
  }
  const [members, results, start, end] = await Promise.all([
    countMembers(env, organizationId),
    countResults(env, organizationId),
    asked,
    readComingEnd(env, organizationId),
  ]);
  return { ...facts, role, members, results, start, end };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <PageHead title={words.title} heading={words.hello(loaderData.userName)} />
      {loaderData.role === "member" ? (
        <MemberHome {...loaderData} uai={loaderData.school.uai} />
      ) : (
        <StartOfYearSteps {...loaderData} />
      )}
    </>
  );
}

function StartOfYearSteps(standing: Standing & { end: Awaited<ReturnType<typeof readComingEnd>> }) {
  const steps = tellSteps(standing);
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <>
      <DeckBanner uai={standing.school.uai} isAdmin />
      {standing.end && <LeaversEnd uai={standing.school.uai} end={standing.end} />}
      <section className="card" aria-labelledby="etapes">
        <div className="card-head">
          <h2 id="etapes">{words.steps}</h2>
          <span className="tag">{words.year(standing.start.schoolYear)}</span>
        </div>
        <p className="muted">{words.progress(done, steps.length)}</p>
        <StepList steps={steps} first={nextStep(steps)} />
      </section>
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

import { countResults } from "#worker/certifications/count-results.ts";
import { readStartOfYear } from "#worker/imports/read-start.ts";
import { countMembers } from "#worker/organizations/count-members.ts";
import { readComingEnd } from "#worker/rights/read-departures.ts";
import { requireMember } from "../context.ts";
import { LeaversEnd } from "../features/home/leavers-end.tsx";
import { StepList } from "../features/home/step-list.tsx";
import { nextStep, tellSteps } from "../features/home/steps.ts";
import { DeckBanner } from "../features/shell/deck-banner.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { home as words } from "../i18n/home.ts";
import type { Route } from "./+types/etablissement-accueil.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { env, user, organization, role } = await requireMember(context);
  const isAdmin = role === "admin";
  const [members, results, start, end] = await Promise.all([
    countMembers(env, organization.id),
    countResults(env, organization.id),
    readStartOfYear(env, { organizationId: organization.id, now: Date.now() }),
    isAdmin ? readComingEnd(env, organization.id) : null,
  ]);
  const { uai, name } = organization;
  return { userName: user.name, school: { uai, name }, isAdmin, members, results, start, end };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { school, isAdmin, start, userName } = loaderData;
  const steps = tellSteps(loaderData);
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <>
      <PageHead title={words.title} heading={words.hello(userName)} />
      <DeckBanner uai={school.uai} isAdmin={isAdmin} />
      {loaderData.end && <LeaversEnd uai={school.uai} end={loaderData.end} />}
      <section className="card" aria-labelledby="etapes">
        <div className="card-head">
          <h2 id="etapes">{words.steps}</h2>
          <span className="tag">{words.year(start.schoolYear)}</span>
        </div>
        <p className="muted">{words.progress(done, steps.length)}</p>
        <StepList steps={steps} first={nextStep(steps)} />
        {!isAdmin && <p className="muted">{words.memberNote}</p>}
      </section>
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

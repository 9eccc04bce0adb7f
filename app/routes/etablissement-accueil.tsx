import { formatWords } from "#words/formats/registry.ts";
import { welcome, home as words } from "#words/home.ts";
import { readFollowUp } from "#worker/campaigns/show/read-follow-up.ts";
import { countResults } from "#worker/certifications/show/count-results.ts";
import { formatOfSchool } from "#worker/imports/formats/formats.ts";
import { readStartOfYear } from "#worker/imports/show/read-start.ts";
import { countMembers } from "#worker/organizations/count-members.ts";
import { parisDate } from "#worker/platform/clock.ts";
import { listDivisions } from "#worker/pupils/list-pupils.ts";
import { readComingEnd } from "#worker/rights/read-departures.ts";
import { requireMember } from "../context.ts";
import { YearDuties } from "../features/campaigns/year-duties.tsx";
import { LeaversEnd } from "../features/home/leavers-end.tsx";
import { MemberHome } from "../features/home/member-home.tsx";
import { StepList } from "../features/home/step-list.tsx";
import { listSteps, nextStep, type Standing } from "../features/home/steps.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { StartOfYearBanner } from "../features/shell/start-of-year-banner.tsx";
import { paths } from "../paths.ts";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/etablissement-accueil.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const { env, user, organization, role, isNew } = await requireMember(context);
  const { id: organizationId, uai, name, kind } = organization;
  const facts = {
    userName: user.name,
    isNew,
    school: { uai, name, tool: formatWords(formatOfSchool(kind)).tool },
  };
  const now = Date.now();
  const asked = readStartOfYear(env, { organizationId, now });
  const followed = readFollowUp(env, { organizationId, now });
  const today = parisDate(now);
  if (role === "member") {
    const [divisions, start, { duties }] = await Promise.all([
      listDivisions(env, organizationId),
      asked,
      followed,
    ]);
    return { ...facts, role, today, divisions, start, duties };
  }
  const [members, results, start, end, { duties }] = await Promise.all([
    countMembers(env.CENTRAL, organizationId),
    countResults(env, organizationId),
    asked,
    readComingEnd(env, organizationId),
    followed,
  ]);
  return { ...facts, role, today, members, results, start, end, duties };
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <PageHead title={words.title} heading={words.hello(loaderData.userName)} />
      {loaderData.isNew && (
        <Notice>
          <h2>{welcome.title(loaderData.school.name)}</h2>
          <p>
            {welcome.text[loaderData.role]} <Link to={paths.guide("rentree")}>{welcome.more}</Link>
          </p>
        </Notice>
      )}
      {loaderData.role === "member" ? (
        <MemberHome {...loaderData} uai={loaderData.school.uai} />
      ) : (
        <StartOfYearSteps {...loaderData} />
      )}
    </>
  );
}

function StartOfYearSteps(
  standing: Standing & { today: string; end: Awaited<ReturnType<typeof readComingEnd>> },
) {
  const steps = listSteps(standing);
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <>
      <StartOfYearBanner uai={standing.school.uai} isAdmin />
      {standing.end && <LeaversEnd uai={standing.school.uai} end={standing.end} />}
      <section className="card" aria-labelledby="etapes">
        <div className="card-head">
          <h2 id="etapes">{words.steps}</h2>
          <span className="tag">{words.year(standing.start.schoolYear)}</span>
        </div>
        <p className="muted">{words.progress(done, steps.length)}</p>
        <StepList steps={steps} first={nextStep(steps)} />
      </section>
      <YearDuties {...standing} uai={standing.school.uai} />
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

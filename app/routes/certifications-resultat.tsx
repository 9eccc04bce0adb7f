import { data, redirect } from "react-router";
import { formatDate } from "#words/format.ts";
import { changeFaults, keptResult as words } from "#words/kept-result.ts";
import { resultMark } from "#words/result-words.ts";
import {
  changeResult,
  readResult,
  removeResult,
} from "#worker/certifications/keep/change-result.ts";
import { choosableYears, readResultChange } from "#worker/certifications/result-change.ts";
import { parisDate, schoolYearOf } from "#worker/platform/clock.ts";
import { findPupils } from "#worker/pupils/find-pupils.ts";
import { lateForm, requireMember } from "../context.ts";
import {
  RemoveQuestion,
  ResultOwner,
  ResultPlace,
} from "../features/certifications/kept-result.tsx";
import { ResultForm } from "../features/certifications/result-form.server.ts";
import { seenOf } from "../features/certifications/seen-result.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/certifications-resultat.ts";

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const result = await readResult(env, { organizationId: organization.id, number: params.number });
  if (!result) throw data(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  return {
    ...{
      result,
      uai: organization.uai,
      years: choosableYears(schoolYearOf(parisDate(Date.now()))),
    },
    ...{ saved: query.has("enregistre"), asked: query.get("retirer") === "oui" },
  };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const organizationId = organization.id;
  const which = { organizationId, number: params.number };
  const result = await readResult(env, which);
  if (!result) throw lateForm(404);
  const form = ResultForm.safeParse(Object.fromEntries(readForm(context)));
  if (!form.success) throw data(null, { status: 400 });
  const sent = form.data;
  if (sent.intent === "find") {
    const asked = { organizationId, schoolYear: result.year, search: sent.search };
    return { ...(await findPupils(env, asked)), search: sent.search };
  }
  if (sent.intent === "remove-result") {
    await removeResult(env, { ...which, userId: user.id });
    // Without its class: this may have been its last result.
    const back = new URLSearchParams({ year: result.year, retire: result.number });
    throw redirect(`${paths.certifications(organization.uai)}?${back}`, 303);
  }
  const { intent: _, seen, pupilId, ...place } = sent;
  if (seen !== undefined && seen !== seenOf(result)) {
    return data({ fault: "CHANGED_MEANWHILE" as const }, { status: 409 });
  }
  const asked = { ...place, ...(pupilId !== undefined && { pupilId: pupilId || null }) };
  const read = readResultChange(asked, schoolYearOf(parisDate(Date.now())));
  if (!read.ok) return data({ fault: read.code }, { status: 400 });
  if (!(await changeResult(env, { ...which, userId: user.id, change: read.change }))) {
    return data({ fault: "PUPIL_GONE" as const }, { status: 409 });
  }
  throw redirect(`${paths.keptResult(organization.uai, params.number)}?enregistre`, 303);
}

export const shouldRevalidate = revalidateAlways;

export default function KeptResultPage({ loaderData, actionData }: Route.ComponentProps) {
  const { result, uai, years, saved, asked } = loaderData;
  const fault = actionData && "fault" in actionData ? actionData.fault : null;
  const found = actionData && "candidates" in actionData ? actionData : null;
  const here = paths.keptResult(uai, result.number);
  const list = new URLSearchParams({ year: result.year, division: result.division });
  return (
    <>
      <PageHead
        title={words.title(result.name)}
        back={{ to: `${paths.certifications(uai)}?${list}`, label: words.back }}
      />
      {saved && !actionData && (
        <Notice focused>
          <p>{words.saved}</p>
        </Notice>
      )}
      {fault && (
        <Notice tone="bad" focused attempt={actionData}>
          <p>{fault === "CHANGED_MEANWHILE" ? words.changedMeanwhile : changeFaults[fault]}</p>
        </Notice>
      )}
      <section className="card">
        <p>
          {words.about(result.number, result.takenOn, result.filename)}
          <br />
          {words.born(formatDate(result.birthDate))} · {resultMark(result)}
        </p>
      </section>
      <ResultPlace key={`${result.year} ${result.division}`} result={result} years={years} />
      <ResultOwner result={result} uai={uai} found={found} />
      <section className="card" aria-labelledby="retirer">
        <h2 id="retirer">{words.removeTitle}</h2>
        <p>{words.removeText}</p>
        <ButtonLink to={`${here}?retirer=oui`} look="danger">
          {words.remove}
        </ButtonLink>
      </section>
      <RemoveQuestion asked={asked} back={here} result={result} />
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

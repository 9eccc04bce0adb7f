import { data, redirect, useLocation } from "react-router";
import { leavingLabel } from "#words/labels.ts";
import { pupilSheet as words } from "#words/pupils.ts";
import { pupilRights as rights } from "#words/rights.ts";
import { readPupilResults } from "#worker/certifications/show/read-pupil-results.ts";
import { readPupilHistory } from "#worker/imports/show/read-history.ts";
import { showChanges } from "#worker/imports/show/show-changes.ts";
import { readPupil, showIne } from "#worker/pupils/read-pupil.ts";
import { erasePupil } from "#worker/rights/erase-pupil.ts";
import { lateForm, requireMember } from "../context.ts";
import { Identity } from "../features/pupils/identity.tsx";
import { PersonalData } from "../features/pupils/personal-data.tsx";
import { ClassesByYear, PastChanges, Results } from "../features/pupils/sheet-parts.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/eleve.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { env, organization, role } = await requireMember(context);
  const asked = { organizationId: organization.id, pupilId: params.pupilId };
  const isAdmin = role === "admin";
  const [pupil, changes, results] = await Promise.all([
    readPupil(env, asked),
    readPupilHistory(env, asked).then(async (changes) => await showChanges(env, changes)),
    isAdmin ? readPupilResults(env, asked) : [],
  ]);
  if (!pupil) throw data(null, { status: 404 });
  const shown = isAdmin ? pupil : { ...pupil, maskedIne: "" };
  return { pupil: shown, changes, results, isAdmin, uai: organization.uai };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const asked = { organizationId: organization.id, pupilId: params.pupilId, userId: user.id };
  const form = readForm(context);
  switch (form.get("intent")) {
    case "erase": {
      const outcome = await erasePupil(env, asked);
      if (outcome.ok) throw redirect(paths.pupilErased(organization.uai), 303);
      if (outcome.code === "NOT_FOUND") throw lateForm(404);
      return data({ ine: null, refused: rights.importActive }, { status: 409 });
    }
    default: {
      const ine = await showIne(env, asked);
      if (ine === null) throw lateForm(404);
      return data({ ine, refused: null });
    }
  }
}

export const shouldRevalidate = revalidateAlways;

export default function Pupil({ loaderData, actionData }: Route.ComponentProps) {
  const { pupil, changes, results, isAdmin, uai } = loaderData;
  const from = useLocation().state;
  const name = `${pupil.firstNames[0] ?? ""} ${pupil.lastName}`.trim();
  return (
    <>
      <PageHead title={name} back={{ to: listOf(uai, from), label: words.back }}>
        {!pupil.deactivatedAt && <span className="tag ok">{words.active}</span>}
      </PageHead>
      {actionData?.refused && (
        <Notice tone="warn" focused>
          <p>{actionData.refused}</p>
        </Notice>
      )}
      {pupil.deactivatedAt && (
        <Notice tone="warn">
          <h2>{words.deactivated(pupil.deactivatedAt, leavingLabel(pupil))}</h2>
          <p>{words.deactivatedText}</p>
        </Notice>
      )}
      <section className="card" aria-labelledby="identite">
        <h2 id="identite">{words.identity}</h2>
        <Identity pupil={pupil} isAdmin={isAdmin} ine={actionData?.ine ?? null} />
      </section>
      <section className="card" aria-labelledby="classes">
        <h2 id="classes">{words.classes}</h2>
        <ClassesByYear classes={pupil.classes} />
      </section>
      {isAdmin && (
        <section className="card" aria-labelledby="certifications">
          <h2 id="certifications">{words.results}</h2>
          <Results uai={uai} results={results} />
        </section>
      )}
      <section className="card" aria-labelledby="historique">
        <h2 id="historique">{words.history}</h2>
        <PastChanges changes={changes} uai={uai} isAdmin={isAdmin} />
      </section>
      {isAdmin && <PersonalData uai={uai} pupil={pupil} name={name} />}
    </>
  );
}

/** The list that the sheet was opened from, with its filters and page. */
function listOf(uai: string, from: unknown): string {
  const known = typeof from === "object" && from !== null && "list" in from ? from.list : "";
  return `${paths.pupils(uai)}${typeof known === "string" ? known : ""}`;
}

export function ErrorBoundary() {
  return <RouteError />;
}

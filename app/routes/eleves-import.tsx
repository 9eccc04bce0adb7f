import { useRef } from "react";
import { data, redirect, useRevalidator } from "react-router";
import { formatWords } from "#words/formats/registry.ts";
import { importErrorMessage } from "#words/fr.ts";
import { importPage as words } from "#words/imports.ts";
import { lateDecision } from "#words/late-decision.ts";
import { doneLevels } from "#words/level-moves.ts";
import { readArchiveOffer } from "#worker/archives/read-archives.ts";
import { countResultsOf, followResults } from "#worker/certifications/keep/follow-results.ts";
import {
  cancelImport,
  confirmImport,
  retryImport,
  undoImport,
} from "#worker/imports/decide/decide.ts";
import { readPastDecision } from "#worker/imports/decide/past-decision.ts";
import { formatOfSchool } from "#worker/imports/formats/formats.ts";
import { receiveUpload } from "#worker/imports/receive/receive-upload.ts";
import { formerSheets } from "#worker/imports/show/read-anomalies.ts";
import { readImportPage } from "#worker/imports/show/read-imports.ts";
import { isActive } from "#worker/imports/view.ts";
import { parisDate, schoolYearOf } from "#worker/platform/clock.ts";
import type { SentFile } from "#worker/platform/multipart.ts";
import { readPageNumber } from "#worker/platform/page-number.ts";
import { type CurrentMember, lateForm, requireMember } from "../context.ts";
import { ArchiveCard } from "../features/certifications/archive-card.tsx";
import { AnomalyCard } from "../features/imports/anomaly-card.tsx";
import { CurrentImport } from "../features/imports/current-import.tsx";
import { DecisionForm } from "../features/imports/decision-form.server.ts";
import { DropZone } from "../features/imports/drop-zone.tsx";
import { History } from "../features/imports/history.tsx";
import { LevelPicture } from "../features/imports/level-picture.tsx";
import { useNewestImport } from "../features/imports/live.tsx";
import { PeekDialog } from "../features/imports/peek-dialog.tsx";
import { announcement, lastSuccess } from "../features/imports/progress.ts";
import { type Problem, TOO_LATE, UploadProblem } from "../features/imports/upload-problem.tsx";
import { useFocusAfterDecision } from "../features/imports/use-focus-after-decision.ts";
import { useUpload } from "../features/imports/use-upload.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { isFileTooLarge, readFileForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import type { Route } from "./+types/eleves-import.ts";

/** Used with a state that came by the socket, until the page has loaded it too. */
const NOT_LOADED_YET = { confirmation: null, canUndo: false, canRetry: null, activePupils: null };
const DECISIONS = {
  confirm: confirmImport,
  cancel: cancelImport,
  undo: undoImport,
  retry: retryImport,
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const page = readPageNumber(new URL(request.url).searchParams.get("page"));
  const { uai, kind } = organization;
  const [found, offer, followable] = await Promise.all([
    readImportPage(env, { organizationId: organization.id, page }),
    readArchiveOffer(env, organization.id),
    countResultsOf(env, organization.id, formerSheets(organization.id)),
  ]);
  const schoolYear = schoolYearOf(parisDate(Date.now()));
  return {
    ...found,
    followable,
    offer,
    school: { uai, kind },
    emptyFile: importErrorMessage({
      ...{ code: "FILE_INVALID", kind: formatOfSchool(kind), detail: { reason: "empty" } },
    }),
    schoolYear,
    demo: env.DEMO === "true",
  };
}

export async function action({ context }: Route.ActionArgs) {
  const member = await requireMember(context, "admin");
  if (isFileTooLarge(context)) return refusal(413, words.upload.tooLargeWithoutScript);
  const { fields, file } = readFileForm(context);
  const decision = DecisionForm.safeParse(Object.fromEntries(fields));
  if (!decision.success) throw data(null, { status: 400 });
  if (decision.data.intent === "upload") return await upload(member, file, fields);
  if (decision.data.intent === "follow") return await follow(member, decision.data);

  const { intent, importId } = decision.data;
  const outcome = await DECISIONS[intent](member.env, {
    organizationId: member.organization.id,
    importId,
    userId: member.user.id,
  });
  if (!outcome.ok && outcome.reason === "NOT_FOUND") throw lateForm(404);
  if (!outcome.ok) {
    const past = await readPastDecision(member.env, {
      organizationId: member.organization.id,
      importId,
    });
    const text = `${lateDecision.text(past)} ${lateDecision.here}`;
    return refusal(409, text, TOO_LATE);
  }
  throw redirect(paths.importPupils(member.organization.uai), 303);
}

async function follow(member: CurrentMember, sheets: { from: string; to: string }) {
  const { env, organization, user } = member;
  const { from, to } = sheets;
  const asked = { organizationId: organization.id, userId: user.id, from, to };
  if (!(await followResults(env, asked))) return refusal(409, words.followConflict, TOO_LATE);
  throw redirect(paths.importPupils(organization.uai), 303);
}

async function upload(member: CurrentMember, file: SentFile | null, fields: FormData) {
  if (!file || file.name === "") return refusal(400, words.upload.none);
  const { env, organization, user } = member;
  const outcome = await receiveUpload(env, {
    organization,
    user,
    filename: file.name,
    body: file.stream(),
    size: file.size,
    preview: fields.has("previewAsked")
      ? { wanted: fields.get("preview") === "1", remember: true }
      : null,
  });
  if (outcome.ok) throw redirect(paths.importPupils(organization.uai), 303);
  switch (outcome.code) {
    case "IMPORT_ACTIVE":
      return refusal(409, words.start.busy);
    case "BODY_INTERRUPTED":
      return refusal(400, words.upload.interrupted);
    default: {
      const { code, detail } = outcome;
      const kind = formatOfSchool(organization.kind);
      const status = code === "PAYLOAD_TOO_LARGE" ? 413 : 415;
      return refusal(status, importErrorMessage({ code, kind, detail }), code);
    }
  }
}

function refusal(status: number, text: string, code: string | null = null) {
  return data({ text, code } satisfies Problem, { status });
}

export const shouldRevalidate = revalidateAlways;

export default function ImportPupils({ loaderData, actionData }: Route.ComponentProps) {
  const { school, schoolYear, emptyFile, latest, odd } = loaderData;
  const kind = formatOfSchool(school.kind);
  const { newest, asLoaded } = useNewestImport(latest);
  const lastDone = lastSuccess(newest, loaderData.lastDone);
  const title = useRef<HTMLHeadingElement>(null);
  const { revalidate } = useRevalidator();
  const upload = useUpload({ uai: school.uai, kind, schoolYear, emptyFile }, async () => {
    title.current?.focus();
    await revalidate();
  });
  useFocusAfterDecision(title, actionData === undefined);
  const { state } = upload;
  const gone = state.phase === "sending" && (!state.importId || state.importId !== newest?.id);
  const sending = gone ? { ...state, onCancel: upload.cancel } : null;
  const active = newest !== null && isActive(newest.status);
  const problem: Problem | undefined = state.phase === "problem" ? state : actionData;
  // Shows one refusal at a time: that of the file just chosen, not of an earlier one.
  const outdated =
    problem !== undefined && problem.code !== TOO_LATE && newest?.status === "refused";

  return (
    <>
      <PageHead title={words.title} back={{ to: paths.pupils(school.uai), label: words.back }} />
      <p role="status" className="hidden-visually">
        {!sending && newest && announcement(newest)}
      </p>
      {problem && <UploadProblem key={problem.text} {...problem} uai={school.uai} />}
      <CurrentImport
        {...loaderData}
        {...(!asLoaded && NOT_LOADED_YET)}
        one={outdated ? null : newest}
        sending={sending}
        titleRef={title}
      />
      {lastDone && lastDone.id !== newest?.id && <CurrentImport {...loaderData} one={lastDone} />}
      {odd && odd.importId === lastDone?.id && (
        <AnomalyCard
          odd={odd}
          uai={school.uai}
          tool={formatWords(formatOfSchool(school.kind)).tool}
          done
          followable={loaderData.followable}
        />
      )}
      <section className="card">
        <DropZone
          kind={kind}
          busy={active || sending !== null}
          waits={newest?.status === "awaiting-confirmation"}
          demo={loaderData.demo}
          seeFirst={loaderData.seeFirst}
          onFiles={upload.choose}
        />
      </section>
      {loaderData.doneLevels.length > 0 && lastDone && newest?.id === lastDone.id && (
        <section className="card" aria-labelledby="par-niveau">
          <h2 id="par-niveau">{doneLevels.section}</h2>
          <LevelPicture levels={loaderData.doneLevels} done />
        </section>
      )}
      {loaderData.offer.classes > 0 && (
        <ArchiveCard uai={school.uai} from="import" archive={loaderData.offer.archive} />
      )}
      <History uai={school.uai} history={loaderData.history} />
      <PeekDialog
        question={state.phase === "asking" ? state.question : null}
        uai={school.uai}
        schoolYear={schoolYear}
        onSend={upload.send}
        onOther={() => {
          upload.dismiss();
          document.querySelector<HTMLInputElement>("input[type=file]")?.click();
        }}
        onClose={upload.dismiss}
      />
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

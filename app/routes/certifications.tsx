import { data, redirect } from "react-router";
import { choice } from "#words/certifications-page.ts";
import { keptResult } from "#words/kept-result.ts";
import { resultFaultMessage } from "#words/result-faults.ts";
import { resultFiles, results as words } from "#words/results.ts";
import { readLatestArchive } from "#worker/archives/read-archives.ts";
import { enterResults } from "#worker/certifications/enter/enter-results.ts";
import { refusalStatus } from "#worker/certifications/read/faults.ts";
import { readResultsPage } from "#worker/certifications/show/read-results-page.ts";
import { displayName } from "#worker/platform/display-name.ts";
import { readPageNumber } from "#worker/platform/page-number.ts";
import { readFigures } from "#worker/rights/read-departures.ts";
import { requireMember } from "../context.ts";
import { ArchiveCard } from "../features/certifications/archive-card.tsx";
import { queryOfOptions, readOptions } from "../features/certifications/attestation-options.tsx";
import { ChoiceCard } from "../features/certifications/choice-card.tsx";
import { queryOfChoice, readDivisions } from "../features/certifications/choice-query.ts";
import { Facts } from "../features/certifications/facts.tsx";
import { FigureTable } from "../features/certifications/figure-table.tsx";
import {
  FileFaults,
  FileHistory,
  FileReport,
  type RefusedFile,
} from "../features/certifications/file-report.tsx";
import { LevelPicture } from "../features/certifications/level-picture.tsx";
import { ResultList } from "../features/certifications/result-list.tsx";
import { ResultUpload } from "../features/certifications/result-upload.tsx";
import { YearPicture } from "../features/certifications/year-picture.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { isFileTooLarge, readFileForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/certifications.ts";

const FILES = { results: paths.api.results, attestations: paths.api.attestations };

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization } = await requireMember(context, "admin");
  const query = new URL(request.url).searchParams;
  const [found, archive, figures] = await Promise.all([
    readResultsPage(env, {
      organizationId: organization.id,
      year: query.get("year"),
      divisions: readDivisions(query),
      page: readPageNumber(query.get("page")),
    }),
    readLatestArchive(env, organization.id),
    readFigures(env, organization.id),
  ]);
  const { divisions, year, unknown } = found;
  const file = query.get("file");
  const isFile = file === "results" || file === "attestations";
  const none = isFile && (file === "results" ? found.total : found.attestations) === 0;
  if (isFile && !none && unknown.length === 0) {
    const options = file === "attestations" ? queryOfOptions(query) : [];
    const asked = new URLSearchParams([...queryOfChoice(year, divisions), ...options]);
    throw redirect(FILES[file](organization.uai, asked));
  }
  const sentence = file === "attestations" ? choice.noAttestation : choice.noResult;
  const told = found.files.find(({ id }) => id === query.get("import")) ?? null;
  const said = none && unknown.length === 0 ? saidOf(divisions, year, sentence) : null;
  const removed = /^\d{1,15}$/.exec(query.get("retire") ?? "")?.[0] ?? null;
  const options = readOptions(query);
  return { ...found, uai: organization.uai, none: said, told, archive, figures, removed, options };
}

/** Why there is no file. */
function saidOf(divisions: string[] | null, year: string, sentence: typeof choice.noResult) {
  return divisions?.length === 0 ? choice.chooseClass : sentence(divisions, year);
}

export async function action({ context }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  if (isFileTooLarge(context)) {
    return refusal(413, [resultFaultMessage({ code: "TOO_LARGE" })]);
  }
  const { file } = readFileForm(context);
  if (!file || file.name === "") return refusal(400, [resultFiles.none]);
  const entered = await enterResults(env, {
    organizationId: organization.id,
    user,
    filename: file.name,
    body: file.stream(),
  });
  if (!entered.ok) {
    const messages = entered.faults.map(resultFaultMessage);
    const filename = displayName(file.name);
    return refusal(refusalStatus(entered.faults), messages, { filename, total: entered.total });
  }
  throw redirect(`${paths.certifications(organization.uai)}?import=${entered.importId}`, 303);
}

function refusal(status: number, messages: string[], more: Partial<RefusedFile> = {}) {
  return data<RefusedFile>({ filename: "", messages, total: messages.length, ...more }, { status });
}

export const shouldRevalidate = revalidateAlways;

export default function Certifications({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, year, unknown, told, waiting, none } = loaderData;
  const settle = (
    <ButtonLink to={paths.unmatchedResults(uai)} quiet>
      {words.settle}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={words.title} />
      {actionData && <FileFaults refused={actionData} key={actionData.messages[0]} />}
      {!actionData && told && <FileReport file={told} />}
      {loaderData.removed !== null && !actionData && (
        <Notice focused>
          <p>{keptResult.removed(loaderData.removed)}</p>
        </Notice>
      )}
      {waiting > 0 && (
        <Notice tone="warn">
          <h2>{words.waitingTitle(waiting)}</h2>
          <p>{words.waitingText}</p>
          {settle}
        </Notice>
      )}
      {unknown.length > 0 && (
        <Notice tone="bad" focused>
          <p>{choice.unknown(unknown, year)}</p>
        </Notice>
      )}
      {none !== null && (
        <Notice tone="warn" focused>
          <p>{none}</p>
        </Notice>
      )}
      <div className="duo">
        <ChoiceCard found={loaderData} uai={uai} options={loaderData.options} />
        <ArchiveCard uai={uai} from="certifications" archive={loaderData.archive} />
      </div>
      <Facts found={loaderData} />
      <LevelPicture found={loaderData} />
      {loaderData.divisions?.length !== 0 && <ResultList found={loaderData} uai={uai} />}
      {!loaderData.hasPupils && (
        <Notice>
          <p>{words.noPupils}</p>
        </Notice>
      )}
      <ResultUpload />
      <YearPicture years={loaderData.overYears} />
      <FigureTable figures={loaderData.figures} />
      <FileHistory files={loaderData.files} />
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

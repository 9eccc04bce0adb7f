import { data, redirect } from "react-router";
import { keptResult } from "#words/kept-result.ts";
import { resultFaultMessage } from "#words/result-faults.ts";
import { resultFiles, results as words } from "#words/results.ts";
import { readLatestArchive } from "#worker/archives/read-archives.ts";
import { enterResults } from "#worker/certifications/enter/enter-results.ts";
import { refusalStatus } from "#worker/certifications/read/faults.ts";
import { readResultsPage } from "#worker/certifications/show/read-results-page.ts";
import { MAX_NAME } from "#worker/platform/bounds.ts";
import { displayName } from "#worker/platform/display-name.ts";
import { readPageNumber } from "#worker/platform/page-number.ts";
import { readFigures } from "#worker/rights/read-departures.ts";
import { requireMember } from "../context.ts";
import { ArchiveCard } from "../features/certifications/archive-card.tsx";
import { ClassChoice } from "../features/certifications/class-choice.tsx";
import { ClassTable } from "../features/certifications/class-table.tsx";
import { FigureTable } from "../features/certifications/figure-table.tsx";
import {
  FileFaults,
  FileHistory,
  FileReport,
  type RefusedFile,
} from "../features/certifications/file-report.tsx";
import { ResultList } from "../features/certifications/result-list.tsx";
import { ResultUpload } from "../features/certifications/result-upload.tsx";
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
      division: (query.get("division") ?? "").slice(0, MAX_NAME),
      page: readPageNumber(query.get("page")),
    }),
    readLatestArchive(env, organization.id),
    readFigures(env, organization.id),
  ]);
  const { division, year, unknown, classes } = found;
  const file = query.get("file");
  const isFile = file === "results" || file === "attestations";
  const there = classes.filter((one) => division === null || one.division === division);
  const none = isFile && unknown === null && there.every((one) => one[file] === 0);
  if (isFile && unknown === null && !none) {
    const asked = new URLSearchParams({ year, ...(division !== null && { division }) });
    throw redirect(FILES[file](organization.uai, asked));
  }
  const sentence = file === "attestations" ? words.noAttestationOf : words.noResultOf;
  const told = found.files.find(({ id }) => id === query.get("import")) ?? null;
  const said = none ? sentence(division, year) : null;
  const removed = /^\d{1,15}$/.exec(query.get("retire") ?? "")?.[0] ?? null;
  return { ...found, uai: organization.uai, none: said, told, archive, figures, removed };
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
  const { uai, years, year, division, unknown, classes, told, waiting, none } = loaderData;
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
      <section className="card">
        <p>{words.intro}</p>
        {unknown !== null && (
          <Notice tone="bad" focused>
            <p>{words.unknownClass(unknown)}</p>
          </Notice>
        )}
        {none !== null && (
          <Notice tone="warn" focused>
            <p>{none}</p>
          </Notice>
        )}
        <ClassChoice
          key={`${year} ${division} ${unknown}`}
          years={years}
          year={year}
          divisions={classes.map((one) => one.division)}
          chosen={division ?? unknown ?? ""}
        />
      </section>
      {division === null && <ClassTable uai={uai} year={year} classes={classes} />}
      {unknown === null && <ResultList found={loaderData} uai={uai} />}
      {!loaderData.hasPupils && (
        <Notice>
          <p>{words.noPupils}</p>
        </Notice>
      )}
      <ResultUpload />
      <ArchiveCard uai={uai} from="certifications" archive={loaderData.archive} />
      <FigureTable figures={loaderData.figures} />
      <FileHistory files={loaderData.files} />
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

import { data, Form } from "react-router";
import { campaignFiles } from "#words/campaign-files.ts";
import { campaignRefusals, resultFileRefusals } from "#words/campaigns.ts";
import { createWords } from "#words/campaigns-create.ts";
import { dutyWords, campaignPages as words } from "#words/campaigns-page.ts";
import { shell } from "#words/pages.ts";
import { undoLastFile } from "#worker/campaigns/files/undo-file.ts";
import { isSchoolYear, readProgramme } from "#worker/campaigns/programme.ts";
import { listEnteredFiles, readFollowUp } from "#worker/campaigns/show/read-follow-up.ts";
import { parisDate, schoolYearOf } from "#worker/platform/clock.ts";
import { requireMember } from "../context.ts";
import { refusal, takeResultsFile } from "../features/campaigns/campaign-files.server.ts";
import { DutyList } from "../features/campaigns/duty-list.tsx";
import { Figures } from "../features/campaigns/figures.tsx";
import { FileHistory } from "../features/campaigns/file-history.tsx";
import { LevelList } from "../features/campaigns/level-list.tsx";
import { BarPatterns } from "../features/campaigns/progress.tsx";
import { ResultsUpload } from "../features/campaigns/results-upload.tsx";
import { SheetsLink } from "../features/campaigns/sheets-link.tsx";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { isFileTooLarge, readFileForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { FilePlus, ListPlus } from "../ui/icons.tsx";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Route } from "./+types/campagnes.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization, role } = await requireMember(context);
  const query = new URL(request.url).searchParams;
  const asked = query.get("year");
  const number = (name: string) => Number(/^\d{1,3}$/.exec(query.get(name) ?? "")?.[0] ?? 0);
  const made = { created: number("creees"), filled: number("codes") };
  const now = Date.now();
  const today = parisDate(now);
  const isAdmin = role === "admin";
  const [found, files] = await Promise.all([
    readFollowUp(env, {
      ...{ organizationId: organization.id, now },
      ...(isSchoolYear(asked) && { year: asked }),
    }),
    isAdmin ? listEnteredFiles(env, { organizationId: organization.id }) : [],
  ]);
  const { name, creation } = readProgramme(env).provider;
  const isCurrent = found.year === schoolYearOf(today);
  const provider = { name, creation };
  return { ...found, made, files, isAdmin, isCurrent, today, provider, uai: organization.uai };
}

type Undone = { kind: "undone"; text: string };

export async function action({ context }: Route.ActionArgs) {
  const member = await requireMember(context, "admin");
  if (isFileTooLarge(context)) return refusal("", 413, resultFileRefusals.TOO_LARGE);
  const { fields, file } = readFileForm(context);
  switch (fields.get("intent")) {
    case "undo": {
      const undone = await undoLastFile(member.env, {
        organizationId: member.organization.id,
        userId: member.user.id,
      });
      if (!undone) return refusal("", 409, campaignRefusals.NOTHING_TO_UNDO);
      const { campaign, filename } = undone;
      const text = campaignFiles.wasUndone(filename, campaign.name, campaign.deleted);
      return data<Undone>({ kind: "undone", text });
    }
    case null:
      return await takeResultsFile(member, { file, sure: fields.get("sure") === "yes" });
    default:
      throw data(null, { status: 400 });
  }
}

export const shouldRevalidate = revalidateAlways;

export default function Campaigns({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, year, years, campaigns, made, isAdmin, isCurrent, provider, today } = loaderData;
  const undone = actionData?.kind === "undone" ? actionData : null;
  const answer = actionData && actionData.kind !== "undone" ? actionData : undefined;
  const hasResults = campaigns.some(({ asOf }) => asOf !== null);
  const hasCode = campaigns.some(
    ({ code, expected, state }) => code && expected && state === "open",
  );
  const mayWrite = isAdmin && isCurrent;
  return (
    <>
      <PageHead title={shell.campaigns}>
        {years.length > 1 && <YearChoice years={years} year={year} />}
      </PageHead>
      <p className="lead">
        {words.lead.before} <a href={provider.creation}>{words.lead.site(provider.name)}</a>
        {words.lead.after}
      </p>
      {!actionData && made.created + made.filled > 0 && (
        <Notice focused>
          <p>{createWords.done(made.created, made.filled)}</p>
        </Notice>
      )}
      {undone && (
        <Notice focused attempt={undone}>
          <p>{undone.text}</p>
        </Notice>
      )}
      <p className="actions camp-actions">
        {mayWrite && (
          <>
            <ButtonLink
              to={paths.createCampaigns(uai)}
              icon={ListPlus}
              quiet={campaigns.length > 0}
            >
              {words.create}
            </ButtonLink>
            <ButtonLink to="#resultats" icon={FilePlus} quiet={!hasResults}>
              {words.addResults}
            </ButtonLink>
          </>
        )}
        {isCurrent && hasCode && <SheetsLink uai={uai} asked={{ year }} quiet={hasResults} />}
        <ButtonLink to={paths.archivedCampaigns(uai)} quiet>
          {words.archives}
        </ButtonLink>
      </p>
      {isCurrent && (
        <section className="card" aria-labelledby="a-faire">
          <h2 id="a-faire">{dutyWords.title}</h2>
          {loaderData.duties.length > 0 ? (
            <DutyList duties={loaderData.duties} today={today} />
          ) : (
            <p>{dutyWords.none}</p>
          )}
        </section>
      )}
      {isAdmin && loaderData.waiting > 0 && (
        <Notice tone="warn">
          <p>
            <b>{words.waitingTitle(loaderData.waiting)}</b> {words.waitingText}{" "}
            <Link to={paths.waitingLines(uai)}>{words.settle}</Link>
          </p>
        </Notice>
      )}
      {campaigns.length === 0 ? (
        <section className="card">
          <EmptyState title={words.noneTitle}>
            <p>{!isCurrent ? words.nonePast : isAdmin ? words.none : words.noneMember}</p>
          </EmptyState>
        </section>
      ) : (
        <>
          <BarPatterns />
          <LevelList {...{ uai, isAdmin, today, campaigns }} levels={loaderData.levels} />
          <Figures campaigns={campaigns} />
        </>
      )}
      {isAdmin && <ResultsUpload uai={uai} answer={answer} />}
      <FileHistory files={loaderData.files} />
    </>
  );
}

/** Another school year: a form of the page, which works without JavaScript. */
function YearChoice({ years, year }: { years: string[]; year: string }) {
  return (
    <Form className="camp-year" preventScrollReset>
      <label htmlFor="annee">{words.year}</label>
      <select id="annee" name="year" defaultValue={year} key={year}>
        {years.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <Button type="submit" quiet>
        {words.showYear}
      </Button>
    </Form>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

import { data, Form, redirect } from "react-router";
import { campaignRefusals } from "#words/campaigns.ts";
import { campaignPages, archiveWords as words } from "#words/campaigns-page.ts";
import { formatNumber } from "#words/format.ts";
import { archiveYear } from "#worker/campaigns/change/archive-year.ts";
import { isSchoolYear } from "#worker/campaigns/programme.ts";
import { listCampaignYears } from "#worker/campaigns/show/list-archives.ts";
import { listCampaigns } from "#worker/campaigns/show/list-campaigns.ts";
import type { Campaign } from "#worker/campaigns/view.ts";
import { requireMember } from "../context.ts";
import { PageHead } from "../features/shell/page-head.tsx";
import { RouteError } from "../features/shell/route-error.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { revalidateAlways } from "../revalidate.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { type Column, DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/notice.tsx";
import { UrlQuestion } from "../ui/url-question.tsx";
import type { Route } from "./+types/campagnes-archives.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { env, organization, role } = await requireMember(context);
  const query = new URL(request.url).searchParams;
  const organizationId = organization.id;
  const years = await listCampaignYears(env, { organizationId });
  const archived = await Promise.all(
    years
      .filter((one) => one.archived > 0)
      .map(async ({ year }) => {
        const { campaigns } = await listCampaigns(env, { organizationId, year });
        return { year, campaigns: campaigns.filter(({ state }) => state === "archived") };
      }),
  );
  const isAdmin = role === "admin";
  const open = isAdmin ? years.filter(({ others }) => others > 0) : [];
  const done = query.get("fait");
  return {
    uai: organization.uai,
    archived,
    open,
    asked: open.find(({ year }) => year === query.get("archiver")) ?? null,
    done: isSchoolYear(done)
      ? words.archived(years.find(({ year }) => year === done)?.archived ?? 0, done)
      : null,
  };
}

export async function action({ context }: Route.ActionArgs) {
  const { env, organization, user } = await requireMember(context, "admin");
  const form = readForm(context);
  const year = form.get("year");
  if (form.get("intent") !== "confirm" || !isSchoolYear(year)) {
    return data({ message: campaignRefusals.YEAR_INVALID }, { status: 400 });
  }
  await archiveYear(env, { organizationId: organization.id, userId: user.id, year });
  throw redirect(`${paths.archivedCampaigns(organization.uai)}?fait=${year}`, 303);
}

export const shouldRevalidate = revalidateAlways;

const NUMBERS = ["expected", "received", "finished", "begun", "notBegun", "left"] as const;

export default function ArchivedCampaigns({ loaderData, actionData }: Route.ComponentProps) {
  const { uai, archived, open, asked, done } = loaderData;
  const columns: Array<Column<Campaign>> = [
    {
      key: "name",
      label: campaignPages.columns.campaign,
      heads: true,
      cell: ({ id, name }) => <Link to={paths.campaign(uai, id)}>{name}</Link>,
    },
    ...NUMBERS.map((key) => ({
      key,
      label: campaignPages.columns[key],
      cell: (one: Campaign) => formatNumber(one[key]),
    })),
  ];
  return (
    <>
      <PageHead title={words.title} back={{ to: paths.campaigns(uai), label: words.back }} />
      {actionData && (
        <Notice tone="bad" focused attempt={actionData}>
          <p>{actionData.message}</p>
        </Notice>
      )}
      {!actionData && done && (
        <Notice focused>
          <p>{done}</p>
        </Notice>
      )}
      <p className="lead">{words.text}</p>
      {archived.length === 0 && (
        <section className="card">
          <EmptyState title={words.none} />
        </section>
      )}
      {archived.map(({ year, campaigns }) => (
        <section key={year} className="card" aria-labelledby={`annee-${year}`}>
          <h2 id={`annee-${year}`}>{words.yearTitle(year)}</h2>
          <DataTable
            caption={words.caption(year)}
            columns={columns}
            rows={campaigns}
            rowKey={({ id }) => id}
          />
        </section>
      ))}
      {open.length > 0 && (
        <section className="card" aria-labelledby="a-archiver">
          <h2 id="a-archiver">{words.openTitle}</h2>
          <p>{words.openText}</p>
          <ul className="camp-exceptions">
            {open.map(({ year, others }) => (
              <li key={year}>
                <span>
                  <b>{words.yearTitle(year)}</b>, {words.open(others)}
                </span>
                <ButtonLink to={`?archiver=${year}`} quiet>
                  {words.archive(year)}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      <UrlQuestion
        asked={asked !== null}
        title={asked ? words.question(asked.year, asked.others) : ""}
        back={paths.archivedCampaigns(uai)}
      >
        {asked && (
          <Form method="post" action={paths.archivedCampaigns(uai)}>
            <p>{words.questionText}</p>
            <input type="hidden" name="year" value={asked.year} />
            <div className="actions after">
              <ButtonLink to={paths.archivedCampaigns(uai)}>{words.keep}</ButtonLink>
              <Button type="submit" name="intent" value="confirm" quiet>
                {words.yes}
              </Button>
            </div>
          </Form>
        )}
      </UrlQuestion>
    </>
  );
}

export function ErrorBoundary() {
  return <RouteError />;
}

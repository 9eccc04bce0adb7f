import { data } from "react-router";
import { documentation as words } from "#words/documentation.ts";
import { pageTitle } from "#words/pages.ts";
import { listGuides } from "../features/documentation/error-guide.ts";
import { GuideSteps } from "../features/documentation/guide-steps.tsx";
import { findGuidePage, listSkipReasons } from "../features/documentation/library.server.ts";
import { Support } from "../features/shell/support.tsx";
import { paths } from "../paths.ts";
import { Link } from "../ui/link.tsx";
import type { Route } from "./+types/documentation-page.ts";

export function loader({ params }: Route.LoaderArgs) {
  const page = findGuidePage(params.page);
  if (!page) throw data(null, { status: 404 });
  return {
    page,
    reasons: page.slug === "non-importes" ? listSkipReasons() : [],
    errors:
      page.slug === "erreurs"
        ? listGuides().map(({ code, title, aboutFile }) => ({ code, title, aboutFile }))
        : [],
  };
}

/** The page of the guide that gives the support's address. */
const CONTACT = "contact";

export default function GuidePage({ loaderData }: Route.ComponentProps) {
  const { page, reasons, errors } = loaderData;
  return (
    <>
      <title>{pageTitle(`${page.title} – ${words.title}`)}</title>
      <h1 tabIndex={-1}>{page.title}</h1>
      <p className="lead">{page.summary}</p>
      <GuideSteps steps={page.steps} numbered={!page.cases} heading="h2" />
      {reasons.length > 0 && (
        <dl className="card guide">
          {reasons.map(({ label, help }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{help}</dd>
            </div>
          ))}
        </dl>
      )}
      {page.slug === CONTACT && (
        <p className="card">
          <Support before={words.support} otherwise={words.noSupport} />
        </p>
      )}
      <p className="notice info">{page.note}</p>
      {errors.length > 0 && <Errors errors={errors} />}
      <p className="muted no-print">{words.print}</p>
    </>
  );
}

function Errors({ errors }: { errors: Route.ComponentProps["loaderData"]["errors"] }) {
  const groups = [
    { title: words.errorsAboutFile, shown: errors.filter(({ aboutFile }) => aboutFile) },
    { title: words.errorsAboutPupils, shown: errors.filter(({ aboutFile }) => !aboutFile) },
  ];
  return (
    <section className="card" aria-labelledby="chaque-erreur">
      <h2 id="chaque-erreur">{words.errorsTitle}</h2>
      {groups.map(({ title, shown }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul className="columns">
            {shown.map((error) => (
              <li key={error.code}>
                <Link to={paths.errorGuide(error.code)}>{error.title}</Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

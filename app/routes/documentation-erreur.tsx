import { data } from "react-router";
import { documentation as words } from "#words/documentation.ts";
import { formatWords } from "#words/formats/registry.ts";
import { pageTitle } from "#words/pages.ts";
import { guideOf, isImportCode } from "../features/documentation/error-guide.ts";
import { GuideSteps } from "../features/documentation/guide-steps.tsx";
import { paths } from "../paths.ts";
import { ArrowLeft } from "../ui/icons.tsx";
import { Link } from "../ui/link.tsx";
import type { Route } from "./+types/documentation-erreur.ts";

export function loader({ params }: Route.LoaderArgs) {
  if (!isImportCode(params.code)) throw data(null, { status: 404 });
  return { guide: guideOf(params.code) };
}

export default function ErrorPage({ loaderData }: Route.ComponentProps) {
  const { title, why, kinds } = loaderData.guide;
  return (
    <>
      <title>{pageTitle(`${title} – ${words.title}`)}</title>
      <Link to={paths.guide("erreurs")} className="back">
        <ArrowLeft size={16} aria-hidden="true" /> {words.errorBack}
      </Link>
      <h1 tabIndex={-1}>{title}</h1>
      <h2>{words.errorWhy}</h2>
      <p>{why}</p>
      {kinds.map(({ kind, example, fields, fix, causes, steps }) => (
        <section key={kind} className="card" aria-labelledby={kind}>
          <h2 id={kind}>{formatWords(kind).tool}</h2>
          <h3>{words.errorExample}</h3>
          <blockquote className="quote">{example}</blockquote>
          {fields.length > 0 && (
            <>
              <h3>{words.errorFields}</h3>
              <p>{fields.join(", ")}</p>
            </>
          )}
          <h3>{formatWords(kind).howToFix}</h3>
          <p>{fix}</p>
          {causes.map((cause) => (
            <div key={cause.title}>
              <h4>{cause.title}</h4>
              <p>{cause.fix}</p>
            </div>
          ))}
          <h3>{words.errorSteps}</h3>
          <GuideSteps steps={steps} numbered heading="h4" />
        </section>
      ))}
      <p className="notice info">{words.errorNothing}</p>
    </>
  );
}

import { ArrowLeft } from "lucide-react";
import { Link } from "react-router";
import { SKIP_REASONS } from "#worker/imports/codes.ts";
import { getEnv, getSession } from "../context.ts";
import { Alone } from "../features/shell/alone.tsx";
import { documentation as words } from "../i18n/documentation.ts";
import { skipReasonHelp, skipReasonLabel } from "../i18n/fr.ts";
import { pageTitle } from "../i18n/pages.ts";
import { paths } from "../paths.ts";
import type { Route } from "./+types/documentation.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const session = await getSession(context);
  return { signedIn: session !== null, demo: getEnv(context).DEMO === "true" };
}

export default function Documentation({ loaderData }: Route.ComponentProps) {
  const { skipped, samples } = words;
  const parts = [...words.sections, skipped, ...(loaderData.demo ? [samples] : [])];
  return (
    <Alone wide>
      <title>{pageTitle(words.title)}</title>
      {loaderData.signedIn && (
        <Link to={paths.home()} className="back">
          <ArrowLeft size={16} aria-hidden="true" /> {words.back}
        </Link>
      )}
      <h1 tabIndex={-1}>{words.title}</h1>
      <p>{words.intro}</p>
      <nav className="card" aria-label={words.contents}>
        <ul>
          {parts.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {words.sections.map((section) => (
        <section key={section.id} id={section.id} className="card guide">
          <h2>{section.title}</h2>
          <p className="muted">{section.text}</p>
          <ol>
            {section.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>{section.note}</p>
        </section>
      ))}
      <section id={skipped.id} className="card guide">
        <h2>{skipped.title}</h2>
        <p>{skipped.text}</p>
        <dl>
          {SKIP_REASONS.map((reason) => (
            <div key={reason}>
              <dt>{skipReasonLabel(reason)}</dt>
              <dd>{skipReasonHelp(reason)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {loaderData.demo && (
        <section id={samples.id} className="card guide">
          <h2>{samples.title}</h2>
          <p>{samples.text}</p>
          <ul>
            {samples.files.map(({ file, text }) => (
              <li key={file}>
                <a href={paths.sample(file)} download="">
                  {file}
                </a>
                <br />
                <span className="muted">{text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Alone>
  );
}

import { samples, documentation as words } from "#words/documentation.ts";
import { pageTitle } from "#words/pages.ts";
import { getEnv } from "../context.ts";
import { listEntries, searchDocumentation } from "../features/documentation/library.server.ts";
import { paths } from "../paths.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Link } from "../ui/link.tsx";
import type { Route } from "./+types/documentation-accueil.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const demo = getEnv(context).DEMO === "true";
  const query = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  const found = query
    ? searchDocumentation(query, { demo })
    : { whole: true, entries: listEntries() };
  return { demo, query, ...found };
}

export default function DocumentationHome({ loaderData }: Route.ComponentProps) {
  const { demo, query, whole, entries } = loaderData;
  const near = !whole && entries.length > 0;
  const title = near ? words.near(query) : query ? words.results(query) : words.title;
  return (
    <>
      <title>{pageTitle(title)}</title>
      <h1 tabIndex={-1}>{title}</h1>
      {query ? (
        <p role="status">
          {near && `${words.partly} `}
          {words.found(entries.length)}
        </p>
      ) : (
        <p className="lead">{words.intro}</p>
      )}
      {entries.length === 0 ? (
        <EmptyState title={words.noneTitle} drawing="search">
          <p>{words.none}</p>
          <ButtonLink to={paths.documentation()} quiet>
            {words.clear}
          </ButtonLink>
        </EmptyState>
      ) : (
        <ul className="entries">
          {entries.map(({ to, title: name, summary }) => (
            <li key={to}>
              <Link to={to}>{name}</Link>
              <p>{summary}</p>
            </li>
          ))}
        </ul>
      )}
      {demo && !query && <Samples />}
    </>
  );
}

function Samples() {
  return (
    <section id="exemples" className="card">
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
  );
}

import { redirect } from "react-router";
import { activation } from "#words/joining.ts";
import { pageTitle } from "#words/pages.ts";
import { readUai } from "#worker/school-files/uai.ts";
import { wasActivationAsked } from "#worker/team/request-activation.ts";
import { getEnv } from "../context.ts";
import { getOperator } from "../features/legal/operator.server.ts";
import { Alone } from "../features/shell/alone.tsx";
import { isDoubtful } from "../features/team/uai-field.tsx";
import { paths } from "../paths.ts";
import { ArrowLeft, MailCheck } from "../ui/icons.tsx";
import { Link } from "../ui/link.tsx";
import { Notice } from "../ui/notice.tsx";
import { StatusCard } from "../ui/status-card.tsx";
import type { Route } from "./+types/demande-administration-envoyee.ts";

const words = activation.sent;

/**
 * Made from the UAI of the URL alone: the page says the same whichever schools exist. It is shown only where this UAI
 * was asked for: a made-up URL must not say that a mail is on its way.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const uai = readUai(searchParams.get("uai")?.slice(0, 100) ?? "");
  const env = getEnv(context);
  if (uai === null || !(await wasActivationAsked(env, uai, Date.now()))) {
    throw redirect(paths.activation());
  }
  // Without JavaScript, the form could not warn while the UAI was typed.
  const mistyped = isDoubtful(uai) && !searchParams.has("vu");
  return { uai, mistyped, support: getOperator(env).support };
}

export default function ActivationSent({ loaderData }: Route.ComponentProps) {
  const { uai, mistyped, support } = loaderData;
  return (
    <Alone>
      <title>{pageTitle(words.title)}</title>
      <h1 tabIndex={-1}>{activation.title}</h1>
      <StatusCard tone="ok" icon={MailCheck} title={words.title} lead={<p>{words.text(uai)}</p>} />
      {mistyped && (
        <Notice tone="warn">
          <h2>{words.typoTitle}</h2>
          <p>{words.typo(uai)}</p>
        </Notice>
      )}
      <section className="card guide">
        <h2>{words.nextTitle}</h2>
        <ol>
          {words.next.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <h2>{words.nothingTitle}</h2>
        <ul>
          {words.nothing.map((help) => (
            <li key={help}>{help}</li>
          ))}
          {support && (
            <li>
              {words.support} <a href={`mailto:${support}`}>{support}</a>.
            </li>
          )}
        </ul>
      </section>
      <p>
        <Link to={paths.activation()}>{words.again}</Link>
      </p>
      <Link to={paths.signIn()} className="back">
        <ArrowLeft size={16} aria-hidden="true" /> {activation.back}
      </Link>
    </Alone>
  );
}

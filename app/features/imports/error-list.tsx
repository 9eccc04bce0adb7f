import { importPage } from "#words/imports.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import type { ErrorGroup } from "./group-errors.ts";

const words = importPage.refused;
/** Beyond this number, the errors of one code are folded: the page stays readable with a thousand of them. */
const SHOWN = 10;

/** What is wrong in the file, code by code, each with how to correct it. */
export function ErrorList(props: {
  groups: ErrorGroup[];
  shown: number;
  total: number;
  /** There are more errors than `total`. */
  more: boolean;
}) {
  return (
    <div id="erreurs" className="err">
      <h3>
        {words.errors} {words.total(props.total, props.more)}
      </h3>
      {props.shown < props.total && (
        <p className="muted">{words.more(props.shown, props.total, props.more)}</p>
      )}
      {props.more && <p className="notice warn">{words.stopped}</p>}
      {props.groups.map((group) => (
        <section key={`${group.code} ${group.cause}`}>
          <h4>{group.pupils === null ? group.title : words.group(group.title, group.pupils)}</h4>
          <Facts facts={group.facts.slice(0, SHOWN)} />
          {group.facts.length > SHOWN && (
            <details>
              <summary>{words.rest(group.facts.length - SHOWN)}</summary>
              <Facts facts={group.facts.slice(SHOWN)} />
            </details>
          )}
          <p className="fix">
            {group.fix}{" "}
            <Link to={paths.errorGuide(group.code)}>
              {words.help}
              <span className="hidden-visually"> : {group.title}</span>
            </Link>
          </p>
        </section>
      ))}
    </div>
  );
}

function Facts({ facts }: { facts: string[] }) {
  return (
    <ul>
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

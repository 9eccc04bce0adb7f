import { hasMissing, type LegalText, legal as words } from "#words/legal.ts";
import { pageTitle } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";
import { BackLink } from "../accounts/back-link.tsx";
import { Outside, useInShell } from "../shell/outside.tsx";

/** A page of plain text about the service. */
export function LegalPage({ text }: { text: LegalText }) {
  const inShell = useInShell();
  return (
    <Outside wide>
      <title>{pageTitle(text.title)}</title>
      {!inShell && <BackLink to={paths.home()} label={words.back} />}
      <h1 tabIndex={-1}>{text.title}</h1>
      <p className="lead">{text.intro}</p>
      {hasMissing(text) && (
        <Notice tone="warn">
          <p>{words.missing}</p>
        </Notice>
      )}
      <div className="card prose">
        {text.parts.map(({ title, paragraphs = [], list = [], items = [] }) => (
          <section key={title}>
            <h2>{title}</h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            {items.map(({ name, lines }) => (
              <Item key={name} name={name} lines={lines} />
            ))}
            {list.length > 0 && (
              <ul>
                {list.map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Outside>
  );
}

function Item({ name, lines }: { name: string; lines: string[] }) {
  return (
    <>
      <h3>{name}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

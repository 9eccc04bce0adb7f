import { useEffect, useRef } from "react";
import { secondFactorWords } from "#words/accounts.ts";
import { pageTitle } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Download, Printer } from "../../ui/icons.tsx";

const words = secondFactorWords.codes;

/** The recovery codes, shown only once. The browser makes the file from the page: no URL serves it. */
export function RecoveryCodes({ codes, lead }: { codes: string[]; lead: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <title>{pageTitle(words.title)}</title>
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <section className="card">
        <p role="status">{lead}</p>
        <p>{words.text}</p>
        <ul className="codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p className="actions">
          <a
            className="btn quiet"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(words.file(codes))}`}
            download={words.filename}
          >
            <Download size={20} aria-hidden="true" /> {words.download}
          </a>
          <span className="needs-js">
            <Button quiet icon={Printer} onClick={() => window.print()}>
              {words.print}
            </Button>
          </span>
          <ButtonLink to={paths.account()}>{words.done}</ButtonLink>
        </p>
      </section>
    </>
  );
}

import { pageTitle } from "#words/pages.ts";
import { ButtonLink } from "../../ui/button.tsx";

/** The page of an e-mailed link that no longer opens: why, and what to do now. */
export function LinkOver(props: {
  words: { title: string; text: string };
  to: string;
  label: string;
}) {
  return (
    <section className="card">
      <title>{pageTitle(props.words.title)}</title>
      <h1 tabIndex={-1}>{props.words.title}</h1>
      <p>{props.words.text}</p>
      <p className="actions">
        <ButtonLink to={props.to}>{props.label}</ButtonLink>
      </p>
    </section>
  );
}

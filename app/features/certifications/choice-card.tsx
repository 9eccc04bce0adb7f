import { type ChangeEvent, type MouseEvent, useId } from "react";
import { useSubmit } from "react-router";
import { choice as words } from "#words/certifications-page.ts";
import { results } from "#words/results.ts";
import type { ResultsPage } from "#worker/certifications/show/read-results-page.ts";
import { Button } from "../../ui/button.tsx";
import { Download, FileText, ListChecks } from "../../ui/icons.tsx";
import { useFormOfUrl } from "../shell/use-form-of-url.ts";
import { AttestationOptions, type OptionsOfUrl, queryOfOptions } from "./attestation-options.tsx";
import { ALL, queryOfChoice, readDivisions, SOME } from "./choice-query.ts";
import { ClassList } from "./class-list.tsx";
import { useAttestations } from "./use-attestations.ts";

/**
 * The steps of Pix's training slides: choose a year and one class or several, then press one of two buttons. The choice
 * is in the URL, and the whole page follows it at once. The browser itself sends the form of a button, which leads to
 * the file or says why there is none: a download leaves the page as it is. Without JavaScript, « Afficher » shows the
 * choice.
 */
export function ChoiceCard({
  found,
  uai,
  options,
}: {
  found: ResultsPage;
  uai: string;
  options: OptionsOfUrl;
}) {
  const id = useId();
  const form = useFormOfUrl();
  const submit = useSubmit();
  const attestations = useAttestations(uai);

  function follow(event: ChangeEvent<HTMLFormElement>) {
    const { name, value } = event.target;
    if (name === "division") setClasses(event.currentTarget, SOME);
    if (name === "classes" && value === ALL) untick(event.currentTarget);
    void submit(event.currentTarget, { replace: true, preventScrollReset: true });
  }

  function prepare(event: MouseEvent) {
    const asked = form.current && readForm(form.current);
    // Nothing to make: the page itself says why.
    if (!asked || found.attestations === 0 || asked.divisions?.length === 0) return;
    event.preventDefault();
    void attestations.prepare(
      new URLSearchParams([...queryOfChoice(asked.year, asked.divisions), ...asked.options]),
    );
  }

  return (
    <search className="card" aria-labelledby={id}>
      <h2 id={id} className="hidden-visually">
        {words.title}
      </h2>
      <form ref={form} method="get" onChange={follow}>
        <div className="choice-fields">
          <div className="field">
            <label htmlFor={`${id}-year`}>{words.year}</label>
            <select id={`${id}-year`} name="year" defaultValue={found.year}>
              {found.years.map((year) => (
                <option key={year}>{year}</option>
              ))}
            </select>
          </div>
          <ClassList classes={found.classes} divisions={found.divisions} />
        </div>
        <p className="chosen" role="status">
          <ListChecks size={20} aria-hidden="true" />
          <Chosen found={found} />
        </p>
        <div className="actions">
          <noscript>
            <Button type="submit" quiet>
              {words.show}
            </Button>
          </noscript>
          <Button type="submit" name="file" value="results" icon={Download}>
            {results.export}
          </Button>
          <Button
            type="submit"
            name="file"
            value="attestations"
            icon={FileText}
            quiet
            onClick={prepare}
          >
            {results.attestations}
          </Button>
        </div>
        <p role="status" className="prepared">
          {attestations.text}
        </p>
        <AttestationOptions options={options} />
      </form>
    </search>
  );
}

/** What the two buttons will give. */
function Chosen({ found: { divisions, year, total, attestations } }: { found: ResultsPage }) {
  if (divisions?.length === 0) return <span>{words.chooseClass}</span>;
  return (
    <span>
      {words.titleOf(divisions, year)}
      {words.colon}
      <b>{words.results(total)}</b>
      {words.and}
      <b>{words.attestations(attestations)}</b>.
    </span>
  );
}

function readForm(form: HTMLFormElement) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") query.append(name, value);
  }
  return {
    year: query.get("year") ?? "",
    divisions: readDivisions(query),
    options: queryOfOptions(query),
  };
}

function setClasses(form: HTMLFormElement, choice: string) {
  for (const radio of form.querySelectorAll<HTMLInputElement>("input[name=classes]")) {
    radio.checked = radio.value === choice;
  }
}

function untick(form: HTMLFormElement) {
  for (const box of form.querySelectorAll<HTMLInputElement>("input[name=division]")) {
    box.checked = false;
  }
}

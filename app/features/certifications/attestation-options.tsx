import { attestationOptions as words } from "#words/documents-page.ts";
import { LAYOUTS, type Layout, readLayout } from "#worker/certifications/documents/view.ts";

/** The options of the attestations in the URL of the page, named as those of the API. */
export type OptionsOfUrl = { signOff: boolean; layout: Layout };

export function readOptions(query: URLSearchParams): OptionsOfUrl {
  return {
    signOff: query.get("edition") === "ceremonie",
    layout: readLayout(query.get("presentation")),
  };
}

/** The parameters of the API for the same options: what stands by itself is absent. */
export function queryOfOptions(query: URLSearchParams): URLSearchParams {
  const { signOff, layout } = readOptions(query);
  return new URLSearchParams({
    ...(signOff && { edition: "ceremonie" }),
    ...(layout !== "releve" && { presentation: layout }),
  });
}

/** Folded under the buttons: what the PDF of the attestations holds. */
export function AttestationOptions({ options }: { options: OptionsOfUrl }) {
  return (
    <details className="attestation-options">
      <summary>
        {words.formats} <span className="linked">{words.title}</span>
        {words.chosen(options.layout, options.signOff)}
      </summary>
      <fieldset>
        <legend>{words.legend}</legend>
        {LAYOUTS.map((layout) => (
          <label key={layout} className="check">
            <input
              type="radio"
              name="presentation"
              value={layout}
              defaultChecked={options.layout === layout}
            />
            {words.layouts[layout]}
          </label>
        ))}
        <label className="check">
          <input
            type="checkbox"
            name="edition"
            value="ceremonie"
            defaultChecked={options.signOff}
          />
          {words.signOff}
        </label>
      </fieldset>
    </details>
  );
}

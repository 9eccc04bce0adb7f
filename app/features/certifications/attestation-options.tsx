import { attestationOptions as words } from "#words/documents-page.ts";

/** The options of the attestations in the URL of the page, named as those of the API. */
export type OptionsOfUrl = { signOff: boolean };

export function readOptions(query: URLSearchParams): OptionsOfUrl {
  return { signOff: query.get("edition") === "ceremonie" };
}

/** The parameters of the API for the same options: what is not asked for is absent. */
export function queryOfOptions(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(readOptions(query).signOff ? { edition: "ceremonie" } : {});
}

/** Folded under the buttons: what the PDF of the attestations holds. */
export function AttestationOptions(props: { options: OptionsOfUrl; label: string }) {
  return (
    <details className="attestation-options">
      <summary>
        {words.formats} <span className="linked">{props.label}</span>
      </summary>
      <fieldset>
        <legend className="hidden-visually">{props.label}</legend>
        <label className="check">
          <input
            type="checkbox"
            name="edition"
            value="ceremonie"
            defaultChecked={props.options.signOff}
          />
          {words.signOff}
        </label>
      </fieldset>
    </details>
  );
}

import { useId } from "react";
import { remindWords as words } from "#words/campaigns-page.ts";
import { SendOnce } from "../shell/form-page.tsx";

/** The box that a summary of errors leads to. */
export const COLLEAGUES = "collegues";

/** A mail to colleagues with the link of the follow-up, which names no pupil. */
export function RemindForm({ errors, typed }: { errors: string[]; typed: string }) {
  const id = useId();
  const [problem] = errors;
  return (
    <section className="card no-print" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p>{words.text}</p>
      <SendOnce submit={words.send} submitting={words.sending} look="quiet">
        <input type="hidden" name="intent" value="remind" />
        <div className="field">
          <label htmlFor={COLLEAGUES}>{words.to}</label>
          <p id={`${id}-hint`} className="muted">
            {words.toHint}
          </p>
          <textarea
            id={COLLEAGUES}
            name="to"
            rows={3}
            maxLength={10_000}
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={typed}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${id}-hint ${id}-error` : `${id}-hint`}
          />
          {problem && (
            <p id={`${id}-error`} className="field-error">
              {problem}
            </p>
          )}
        </div>
      </SendOnce>
    </section>
  );
}

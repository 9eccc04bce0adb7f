import { useEffect, useRef } from "react";
import { forms } from "#words/pages.ts";

export type FieldErrors = { id: string; errors?: string[] | undefined };

/**
 * What is wrong in the form just sent, first in the page and focused: the first error of each field, with a
 * link to it. `general` is about the form as a whole. `attempt` changes at each send, to take the focus again.
 */
export function ErrorSummary(props: {
  fields: FieldErrors[];
  general?: string[] | undefined;
  /** The title when the form as a whole is refused. */
  refused?: string | undefined;
  attempt: unknown;
}) {
  const box = useRef<HTMLDivElement>(null);
  const general = props.general ?? [];
  const errors = props.fields.flatMap(({ id, errors }) =>
    (errors ?? []).slice(0, 1).map((text) => ({ id, text })),
  );
  const shown = errors.length + general.length > 0;
  const { attempt } = props;
  useEffect(() => {
    if (shown && attempt) box.current?.focus();
  }, [shown, attempt]);
  if (!shown) return null;
  return (
    <div ref={box} className="notice bad" role="alert" tabIndex={-1}>
      <h2>{forms.errorSummary(errors.length, props.refused)}</h2>
      {general.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

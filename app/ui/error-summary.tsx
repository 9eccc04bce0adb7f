import { useEffect, useRef, useState } from "react";
import { forms } from "#words/pages.ts";

export type FieldErrors = { id: string; errors?: string[] | undefined };

/**
 * What is wrong in the form just sent, first in the page and focused: the first error of each field, with a
 * link to it. `general` is about the form as a whole. `attempt` changes at each send, to take the focus again. A field
 * that no longer says it is wrong while the person types leaves the list.
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
  const { attempt } = props;
  const mended = useMended(
    errors.map(({ id }) => id),
    attempt,
  );
  const left = errors.filter(({ id }) => !mended.includes(id));
  const shown = left.length + general.length > 0;
  useEffect(() => {
    if (shown && attempt) box.current?.focus();
  }, [shown, attempt]);
  if (!shown) return null;
  return (
    <div ref={box} className="notice bad" role="alert" tabIndex={-1}>
      <h2>{forms.errorSummary(left.length, props.refused)}</h2>
      {general.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {left.length > 0 && (
        <ul>
          {left.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Of these fields, those that were marked as wrong and are no longer. */
function useMended(ids: string[], attempt: unknown): string[] {
  const [mended, setMended] = useState<{ attempt: unknown; ids: string[] }>();
  const asked = ids.join(" ");
  useEffect(() => {
    const wrong = () =>
      asked.split(" ").filter((id) => document.getElementById(id)?.hasAttribute("aria-invalid"));
    const marked = wrong();
    // The field is drawn anew after the event.
    const look = () =>
      setTimeout(() => {
        const still = wrong();
        setMended({ attempt, ids: marked.filter((id) => !still.includes(id)) });
      });
    document.addEventListener("input", look);
    return () => document.removeEventListener("input", look);
  }, [asked, attempt]);
  return mended && mended.attempt === attempt ? mended.ids : [];
}

import { useEffect, useRef } from "react";

export type SummaryError = { id: string; text: string };

/**
 * What is wrong in the form just sent, first in the page and focused. Each error about a field links
 * to it; `general` is about the form as a whole. `attempt` changes at each send, to take the focus again.
 */
export function ErrorSummary(props: {
  title: string;
  errors: SummaryError[];
  general?: string[] | undefined;
  attempt: unknown;
}) {
  const box = useRef<HTMLDivElement>(null);
  const general = props.general ?? [];
  const shown = props.errors.length + general.length > 0;
  const { attempt } = props;
  useEffect(() => {
    if (shown && attempt) box.current?.focus();
  }, [shown, attempt]);
  if (!shown) return null;
  return (
    <div ref={box} className="notice bad" role="alert" tabIndex={-1}>
      <h2>{props.title}</h2>
      {general.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {props.errors.length > 0 && (
        <ul>
          {props.errors.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { ChevronDown } from "../../ui/icons.tsx";
import { useDismissal } from "../shell/use-dismissal.ts";

/** Several values of one field, folded: a `<details>` of boxes that works without JavaScript. */
export function Choice(props: {
  name: string;
  label: string;
  /** Says how many are chosen. */
  chosenLabel: (chosen: number) => string;
  none: string;
  all: string[];
  chosen: string[];
}) {
  const { chosen } = props;
  const list = useDismissal();
  // A value of the URL that no pupil has any more can still be unticked.
  const shown = [...new Set([...props.all, ...chosen])];
  return (
    <details ref={list.ref} className="classes" onKeyDown={list.onKeyDown}>
      <summary>
        {chosen.length > 0 ? props.chosenLabel(chosen.length) : props.label}
        <ChevronDown size={18} aria-hidden="true" />
      </summary>
      <fieldset>
        <legend className="hidden-visually">{props.label}</legend>
        {shown.length === 0 && <p className="muted">{props.none}</p>}
        {shown.map((value) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              name={props.name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            {value}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

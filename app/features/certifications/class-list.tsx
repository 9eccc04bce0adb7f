import { useId } from "react";
import { choice as words } from "#words/certifications-page.ts";
import type { ClassOfYear } from "#worker/certifications/show/read-results-page.ts";
import { ChevronDown } from "../../ui/icons.tsx";
import { useDismissal } from "../shell/use-dismissal.ts";
import { ALL, SOME } from "./choice-query.ts";

/**
 * « Classe »: a folded list with a tick for each class. « Toutes les classes » is a choice of its own: no tick never
 * means all. Ticking a class without JavaScript comes after « Certaines classes ».
 */
export function ClassList(props: { classes: ClassOfYear[]; divisions: string[] | null }) {
  const { divisions } = props;
  // Results without a class are only part of « Toutes les classes ».
  const classes = props.classes.filter(({ division }) => division !== "");
  const id = useId();
  const list = useDismissal();
  return (
    <div className="field">
      <span id={`${id}-label`} className="field-label">
        {words.division}
      </span>
      <details ref={list.ref} className="classes" onKeyDown={list.onKeyDown}>
        <summary aria-labelledby={`${id}-label ${id}-now`}>
          <span id={`${id}-now`}>{chosenWords(classes.length, divisions)}</span>
          <ChevronDown size={18} aria-hidden="true" />
        </summary>
        <fieldset className="ticks">
          <legend className="hidden-visually">{words.division}</legend>
          <label className="check">
            <input type="radio" name="classes" value={ALL} defaultChecked={divisions === null} />
            {words.all(classes.length)}
          </label>
          <label className="check">
            <input type="radio" name="classes" value={SOME} defaultChecked={divisions !== null} />
            {words.some}
          </label>
          <div className="ticks-classes">
            {classes.length === 0 && <p className="muted">{words.noClass}</p>}
            {classes.map(({ division, results }) => (
              <label key={division} className="check">
                <input
                  type="checkbox"
                  name="division"
                  value={division}
                  defaultChecked={divisions?.includes(division) ?? false}
                />
                {division} <span className="muted">{words.ofClass(results)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </details>
    </div>
  );
}

function chosenWords(classes: number, divisions: string[] | null): string {
  if (divisions === null) return words.all(classes);
  return divisions.length === 0 ? words.none : divisions.join(", ");
}

import { lazy, type RefObject, Suspense, useEffect, useId, useRef, useState } from "react";
import { results as words } from "#words/results.ts";
import { MAX_NAME } from "#worker/platform/bounds.ts";

const ClassCombo = lazy(() => import("./class-combo.tsx"));

/**
 * « Classe »: the browser's own field with its list of proposals, which works without JavaScript; once the page is
 * idle, the combo box replaces it and keeps what was typed, unless the person is typing.
 */
export function ClassField(props: { divisions: string[]; chosen: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const take = () => setTyped(field.value);
    if (document.activeElement !== field) return take();
    field.addEventListener("blur", take, { once: true });
    return () => field.removeEventListener("blur", take);
  }, []);
  const native = <NativeField {...props} input={input} />;
  return (
    <>
      {/* react-aria looks for this id, and would otherwise insert a style that our CSP refuses. */}
      <span id="react-aria-pressable-style" hidden />
      {typed === null ? (
        native
      ) : (
        <Suspense fallback={native}>
          <ClassCombo {...props} typed={typed} />
        </Suspense>
      )}
    </>
  );
}

function NativeField(props: {
  divisions: string[];
  chosen: string;
  input: RefObject<HTMLInputElement | null>;
}) {
  const id = useId();
  return (
    <div className="field combo">
      <label htmlFor={id}>{words.division}</label>
      <input
        ref={props.input}
        id={id}
        type="text"
        name="division"
        list={`${id}-classes`}
        maxLength={MAX_NAME}
        autoComplete="off"
        aria-describedby={`${id}-help`}
        defaultValue={props.chosen}
      />
      <datalist id={`${id}-classes`}>
        {props.divisions.map((division) => (
          <option key={division} value={division} />
        ))}
      </datalist>
      <span id={`${id}-help`} className="muted">
        {words.divisionHelp}
      </span>
    </div>
  );
}

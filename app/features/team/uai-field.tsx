import { useEffect, useState } from "react";
import { activation as words } from "#words/joining.ts";
import { hasCheckLetter, readUai } from "#worker/school-files/uai.ts";
import { Field } from "../../ui/field.tsx";
import { type FieldState, fieldProps } from "../../ui/field-state.ts";

/** True for a UAI whose letter does not match its number; the example of the form itself raises no doubt. */
export function isDoubtful(uai: string): boolean {
  return uai !== words.exampleUai && !hasCheckLetter(uai);
}

/**
 * The school's UAI. A letter that does not match the number is pointed out while it is typed, never refused: some
 * real ones do not match. `seen`: the person saw the warning.
 */
export function UaiField({ field }: { field: FieldState }) {
  const [typed, setTyped] = useState("");
  // What was typed before hydration, or comes back with an error.
  useEffect(() => {
    const input = document.getElementById(field.id);
    if (input instanceof HTMLInputElement) setTyped(input.value);
  }, [field.id]);
  const uai = readUai(typed);
  const doubtful = uai !== null && isDoubtful(uai);
  return (
    <>
      <Field
        label={words.uai}
        hint={words.uaiHint}
        {...fieldProps(field)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div role="status">
        {doubtful && (
          <p className="notice warn">
            <strong>{words.sent.typoTitle}.</strong> {words.doubtful(uai)}
            <input type="hidden" name="seen" value={uai} />
          </p>
        )}
      </div>
    </>
  );
}

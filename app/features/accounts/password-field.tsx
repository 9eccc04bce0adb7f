import { type ComponentProps, useEffect, useRef, useState } from "react";
import { passwordWords as words } from "#words/accounts.ts";
import { passwordProblem, passwordStrength } from "#worker/accounts/password-rules.ts";
import { Eye, EyeOff } from "../../ui/icons.tsx";

/**
 * A password that may be shown while it is typed. With `chosen`, the person chooses a new one: the field states the
 * rule and shows how hard the password is to guess. `personal` holds the person's name, address and school;
 * `personalFields` names the fields of the same form that hold them. Without JavaScript it is a plain field.
 */
export function PasswordField({
  id,
  label,
  errors,
  chosen = false,
  personal = [],
  personalFields = [],
  ...input
}: {
  id: string;
  name: string;
  label: string;
  errors?: string[] | undefined;
  chosen?: boolean;
  personal?: string[];
  personalFields?: string[];
} & Omit<ComponentProps<"input">, "type" | "id" | "name">) {
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useHiddenWhenSent(field);
  const [judged, setJudged] = useState<ReturnType<typeof judge>>(null);
  // The server's refusal stays until an acceptable password is typed, or, for the current one, anything.
  const [clearedErrors, setClearedErrors] = useState<string[]>();
  const problem = errors === clearedErrors ? undefined : errors?.[0];
  const Icon = shown ? EyeOff : Eye;
  const described = [problem && `${id}-error`, chosen && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {chosen && (
        <p id={`${id}-hint`} className="muted">
          {words.hint}
        </p>
      )}
      <div className="password">
        <input
          autoComplete={chosen ? "new-password" : "current-password"}
          {...input}
          ref={field}
          id={id}
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={problem ? true : undefined}
          aria-describedby={described || undefined}
          onInput={({ currentTarget }) => {
            const now = chosen ? judge(currentTarget, personal, personalFields) : null;
            setJudged(now);
            if (!chosen || (now && now.level !== "refused")) setClearedErrors(errors);
          }}
        />
        <button
          type="button"
          className="btn quiet needs-js"
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          <Icon size={20} aria-hidden="true" />{" "}
          {/* The wider of the two words keeps the field's width. */}
          <span className="password-show">
            <span aria-hidden={shown || undefined}>{words.show}</span>
            <span aria-hidden={!shown || undefined}>{words.hide}</span>
          </span>
          <span className="hidden-visually"> {words.shownObject}</span>
        </button>
      </div>
      {problem && (
        <p id={`${id}-error`} className="field-error">
          {problem}
        </p>
      )}
      {chosen && (
        <p className="strength" role="status" data-level={judged?.level}>
          {judged?.text !== problem && judged?.text}
        </p>
      )}
    </div>
  );
}

/** Hides the password again before the form is sent: browsers remember the content of text fields. */
function useHiddenWhenSent(field: { current: HTMLInputElement | null }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const form = field.current?.form;
    const hide = () => setShown(false);
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, [field]);
  return [shown, setShown] as const;
}

function judge(input: HTMLInputElement, personal: string[], personalFields: string[]) {
  if (input.value === "") return null;
  const form = input.form ? new FormData(input.form) : new FormData();
  const typed = personalFields.map((name) => String(form.get(name) ?? ""));
  const known = [...personal, ...typed];
  const level = passwordStrength(input.value, known);
  if (level !== "refused")
    return { level, text: `${words.strengthLabel} ${words.strength[level]}` };
  const problem = passwordProblem(input.value, known);
  return { level, text: problem ? words.problems[problem] : "" };
}

import type { ComponentProps } from "react";

/** A labelled input whose errors are tied to it. `id` is required: the error summary links to it. */
export function Field({
  id,
  label,
  errors,
  ...input
}: { id: string; label: string; errors?: string[] | undefined } & ComponentProps<"input">) {
  const problem = errors?.[0];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
      />
      {problem && (
        <p id={`${id}-error`} className="field-error">
          {problem}
        </p>
      )}
    </div>
  );
}

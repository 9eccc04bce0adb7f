import { importPage } from "#words/imports.ts";
import type { ImportStatus } from "#worker/imports/view.ts";
import { type StepState, stepStates } from "./progress.ts";

const words = importPage.steps;

/** The four steps, each with its bar. `percent` is that of the current step, null when it has none. */
export function Steps(props: { status: ImportStatus | "sending"; percent: number | null }) {
  const states = stepStates(props.status);
  return (
    <ol className="steps" aria-label={words.label}>
      {words.names.map((name, step) => (
        <Step key={name} name={name} state={states[step] ?? "todo"} percent={props.percent} />
      ))}
    </ol>
  );
}

function Step(props: { name: string; state: StepState; percent: number | null }) {
  const { name, state, percent } = props;
  const now = state === "now";
  const shown = now && percent !== null ? ` · ${words.percent(percent)}` : "";
  const value = state === "done" ? 100 : now ? (percent ?? 50) : 0;
  return (
    <li className={state} aria-current={now ? "step" : undefined}>
      <progress max={100} value={value} aria-hidden="true" />
      {name}
      {shown}
      <span className="hidden-visually"> ({words.states[state]})</span>
    </li>
  );
}

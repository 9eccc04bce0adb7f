import { home as words } from "#words/home.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Circle, CircleCheck, CircleDot, type IconType } from "../../ui/icons.tsx";
import type { Step, StepState } from "./steps.ts";

const ICONS: Record<StepState, IconType> = {
  done: CircleCheck,
  todo: CircleDot,
  later: Circle,
};

/** The checklist. Only the step to do first has a full button: one primary action per page. */
export function StepList({ steps, first }: { steps: Step[]; first: Step | undefined }) {
  return (
    <ol className="checklist">
      {steps.map((step) => {
        const Icon = ICONS[step.state];
        return (
          <li key={step.key} className={step.state}>
            <Icon size={26} aria-hidden="true" />
            <div className="checklist-text">
              <h3>
                {step.title}{" "}
                <span className={`tag ${TAGS[step.state]}`}>{words.states[step.state]}</span>
              </h3>
              <p>{step.text}</p>
              {step.more && <p className="muted">{step.more}</p>}
            </div>
            {step.action && (
              <div className="actions">
                <ButtonLink to={step.action.to} quiet={step !== first}>
                  {step.action.label}
                </ButtonLink>
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const TAGS: Record<StepState, string> = { done: "ok", todo: "warn", later: "" };

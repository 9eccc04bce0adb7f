import { documentation as words } from "#words/documentation.ts";
import type { GuideStep } from "#words/guide-pages.ts";
import { Drawing } from "./drawing.tsx";

/** What to do, each step with its drawing; `numbered` unless each is a case by itself. */
export function GuideSteps(props: { steps: GuideStep[]; numbered: boolean; heading: "h2" | "h4" }) {
  const List = props.numbered ? "ol" : "ul";
  const Heading = props.heading;
  return (
    <List className="guide-steps">
      {props.steps.map(({ title, text, drawing }, place) => (
        <li key={title}>
          <Drawing name={drawing} />
          <div>
            {props.numbered && <p className="step-of">{words.stepOf(place + 1)}</p>}
            <Heading>{title}</Heading>
            <p>{text}</p>
          </div>
        </li>
      ))}
    </List>
  );
}

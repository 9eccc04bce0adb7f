import { type ReactNode, type Ref, useId } from "react";
import type { IconType } from "./icons.tsx";

/** A card that shows a state by its words and its icon; colour only emphasises. */
export function StatusCard(props: {
  tone: "info" | "ok" | "warn" | "bad";
  icon: IconType;
  title: ReactNode;
  spinning?: boolean;
  titleRef?: Ref<HTMLHeadingElement>;
  action?: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  const Icon = props.icon;
  return (
    <section className={`card ${props.tone}`} aria-labelledby={id}>
      <div className="state">
        <div className="badge">
          <Icon aria-hidden="true" {...(props.spinning && { className: "spin" })} />
        </div>
        <div>
          <h2 id={id} ref={props.titleRef} tabIndex={-1}>
            {props.title}
          </h2>
          {props.lead}
        </div>
        {props.action && <div className="actions">{props.action}</div>}
      </div>
      {props.children}
    </section>
  );
}

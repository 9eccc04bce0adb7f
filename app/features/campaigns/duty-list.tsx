import { kindNames } from "#words/campaigns.ts";
import { dutyWords as words } from "#words/campaigns-page.ts";
import type { Duty } from "#worker/campaigns/view.ts";
import { CalendarClock, CircleCheck, CircleDashed } from "../../ui/icons.tsx";
import { daysBetween } from "./dates.ts";

/** A date with fewer days left stands out. */
const SOON_DAYS = 14;

/** What remains to be done this year, one line each, the soonest first. `today`: ISO date. */
export function DutyList({ duties, today }: { duties: Duty[]; today: string }) {
  return (
    <ul className="camp-duties">
      {duties.map((duty) => {
        const days = duty.dueOn === null ? null : daysBetween(today, duty.dueOn);
        const soon = !duty.isDone && days !== null && days <= SOON_DAYS;
        const Icon = duty.isDone ? CircleCheck : days === null ? CircleDashed : CalendarClock;
        return (
          <li key={duty.kind} className={soon ? "soon" : undefined}>
            <Icon size={20} aria-hidden="true" />
            <p className="camp-when">
              {duty.dueOn === null ? words.noDate : words.before(duty.dueOn)}
              {soon && days !== null && words.inDays(days)}
            </p>
            <h3>{kindNames[duty.kind]}</h3>
            <p className="muted">{duty.isDone ? words.done : describeLevels(duty).join(" · ")}</p>
          </li>
        );
      })}
    </ul>
  );
}

/** `5e, 4e : 12 reçus sur 320 attendus`: levels in the same state share a line. */
export function describeLevels({ levels }: Duty): string[] {
  const of = (state: Duty["levels"][number]["state"]) =>
    levels.filter((one) => one.state === state);
  const names = (some: Duty["levels"]) => some.map(({ level }) => level);
  const sum = (some: Duty["levels"], key: "received" | "expected") =>
    some.reduce((total, one) => total + one[key], 0);
  const open = of("open");
  return [
    ...(of("missing").length > 0 ? [words.missing(names(of("missing")))] : []),
    ...(of("planned").length > 0 ? [words.planned(names(of("planned")))] : []),
    ...(open.length > 0
      ? [words.open(names(open), sum(open, "received"), sum(open, "expected"))]
      : []),
    ...(of("over").length > 0 ? [words.over(names(of("over")))] : []),
  ];
}

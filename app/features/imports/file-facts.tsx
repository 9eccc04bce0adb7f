import { formatDate } from "#words/format.ts";
import { waiting } from "#words/import-waiting.ts";
import { aboutFormat, formatOfSchool } from "#worker/imports/formats/formats.ts";
import type { Confirmation, Import } from "#worker/imports/view.ts";
import { CircleCheck, CircleHelp, TriangleAlert } from "../../ui/icons.tsx";
import type { Odd } from "./anomaly-card.tsx";
import type { School } from "./refused-import.tsx";

export type WaitingFacts = {
  one: Import;
  confirmation: Confirmation;
  odd: Odd | null;
  unchecked: boolean;
  school: School;
};

const words = waiting.facts;

type Fact = { tone: "good" | "bad" | "none"; name: string; value: string; text: string };
const ICONS = { good: CircleCheck, bad: TriangleAlert, none: CircleHelp };

/** The year, the export date and the school that the file states, beside the expected ones. */
export function FileFacts(facts: WaitingFacts) {
  const listed = [yearFact(facts), exportFact(facts), schoolFact(facts)];
  return (
    <ul className="file-facts" aria-label={words.label}>
      {listed.map(({ tone, name, value, text }) => {
        const Icon = ICONS[tone];
        return (
          <li key={name} className={tone}>
            <Icon size={22} aria-hidden="true" />
            <p>
              {name} <strong>{value}</strong> {text}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function formatOf({ kind }: WaitingFacts["school"]) {
  return aboutFormat(formatOfSchool(kind));
}

const UNSAID = { tone: "none", value: words.none, text: words.noneText } as const;

function yearFact({ one, confirmation, school }: WaitingFacts): Fact {
  const name = words.year;
  if (!formatOf(school).saysYear || !one.schoolYear) return { name, ...UNSAID };
  return one.reasons.includes("year")
    ? {
        ...{ name, tone: "bad", value: one.schoolYear },
        text: words.yearBad(confirmation.currentYear),
      }
    : { name, tone: "good", value: one.schoolYear, text: words.yearOk };
}

function exportFact({ one, confirmation }: WaitingFacts): Fact {
  const name = words.exported;
  if (!one.exportedAt) return { name, ...UNSAID };
  const value = formatDate(one.exportedAt);
  return confirmation.olderThan
    ? { name, tone: "bad", value, text: words.exportedBad(confirmation.olderThan) }
    : { name, tone: "good", value, text: words.exportedOk };
}

/** A file that names another school was refused. If the file names none, only its pupils can reveal a wrong file. */
function schoolFact({ one, confirmation, school, unchecked }: WaitingFacts): Fact {
  const name = words.school;
  if (formatOf(school).saysSchool) {
    return { name, tone: "good", value: school.uai, text: words.schoolOk };
  }
  if (unchecked) return { name, ...UNSAID };
  const { foundAgain, active } = confirmation;
  const few = one.reasons.includes("few-in-common");
  const text = foundAgain === null ? words.known : words.common(foundAgain, active);
  return { name, tone: few ? "bad" : "good", value: words.none, text };
}

import { formatDate } from "#words/format.ts";
import { anomalies as words } from "#words/import-waiting.ts";
import type { Anomaly, AnomalyKind } from "#worker/imports/view.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { FollowButton } from "./follow-button.tsx";

/** The anomalies of one import: the first of each type, how many there are, and how many pupils in all. */
export type Odd = {
  importId: string;
  counts: Record<AnomalyKind, number>;
  pupils: number;
  anomalies: Anomaly[];
};

/** Results stored under the former INE of a person, by the id of that record. */
export type Followable = Record<string, number>;

/** `tool`: the program that the school corrects its pupils in. */
type Shown = { uai: string; tool: string; done: boolean; followable?: Followable };

const KINDS: AnomalyKind[] = ["other-ine", "birth-date", "sex", "class-gone"];

/** What is odd in a file compared with the base, before and after confirmation. Draws nothing when nothing is odd. */
export function AnomalyCard({ odd, ...shown }: Shown & { odd: Odd }) {
  const found = KINDS.filter((kind) => odd.counts[kind] > 0);
  if (found.length === 0) return null;
  return (
    <section className="card" aria-labelledby="a-verifier">
      <h2 id="a-verifier">{shown.done ? words.doneTitle : words.waitingTitle}</h2>
      <div className="odd">
        {found.map((kind) => (
          <Kind
            key={kind}
            kind={kind}
            total={odd.counts[kind]}
            list={odd.anomalies.filter((one) => one.kind === kind)}
            {...shown}
          />
        ))}
      </div>
    </section>
  );
}

function Kind(props: Shown & { kind: AnomalyKind; total: number; list: Anomaly[] }) {
  const { kind, total, list, done, tool } = props;
  const fix = kind === "other-ine" ? words.fix[kind](done, tool) : words.fix[kind](tool);
  return (
    <section>
      <h3>{words.title[kind](total)}</h3>
      <ul>
        {list.map((one) => (
          <li key={one.pupilId ?? one.division}>
            <One {...props} one={one} />
          </li>
        ))}
        {total > list.length && <li>{words.rest(total - list.length)}</li>}
      </ul>
      <p className="fix">{fix}</p>
    </section>
  );
}

function One({ uai, one, done, followable = {} }: Shown & { one: Anomaly }) {
  if (one.kind === "class-gone") {
    return (
      <>
        <b>{one.division}</b> ({words.pupils(Number(one.before))})
      </>
    );
  }
  const { pupilId, otherPupilId } = one;
  const results = otherPupilId ? (followable[otherPupilId] ?? 0) : 0;
  const links = [
    { id: otherPupilId, label: words.oldSheet, known: true },
    { id: pupilId, label: otherPupilId ? words.newSheet : words.sheet, known: done },
  ].filter(({ id, known }) => id && known);
  return (
    <>
      <b>{words.who(one.pupil, one.division)}</b>
      {words.separator}
      {valuesText(one)}
      {links.map(({ id, label }) => (
        <span key={label}>
          {" · "}
          <Link to={paths.pupil(uai, id ?? "")}>
            {label}
            <span className="hidden-visually">{words.of(one.pupil)}</span>
          </Link>
        </span>
      ))}
      {done && pupilId && otherPupilId && results > 0 && (
        <FollowButton from={otherPupilId} to={pupilId} results={results} pupil={one.pupil} />
      )}
    </>
  );
}

function valuesText({ kind, before, after }: Anomaly): string {
  if (kind === "other-ine") return words.ine(before, after);
  const show = kind === "sex" ? words.sex : formatDate;
  return words.value(show(before), show(after));
}

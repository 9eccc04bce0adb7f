import { Form } from "react-router";
import { formatDate } from "#words/format.ts";
import { pupilSheet as words } from "#words/pupils.ts";
import type { PupilSheet } from "#worker/pupils/read-pupil.ts";
import { Button } from "../../ui/button.tsx";
import { Eye } from "../../ui/icons.tsx";

/** The pupil's identity. `ine` once an administrator asked for it; members see no INE. */
export function Identity(props: { pupil: PupilSheet; isAdmin: boolean; ine: string | null }) {
  const { pupil } = props;
  const rows: Array<[string, string]> = [
    [words.fields.lastName, pupil.lastName],
    [words.fields.usualName, pupil.usualName],
    [words.fields.firstNames, pupil.firstNames.join(", ")],
    [words.fields.birthDate, formatDate(pupil.birthDate)],
    [words.fields.birthPlace, pupil.birthPlace || words.unknown],
    [words.fields.sex, words.sex(pupil.sex)],
    [words.fields.division, pupil.division || words.unknown],
    [words.fields.level, pupil.level],
    [words.fields.status, words.status(pupil.status)],
  ];
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== "")
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {props.isAdmin && (
        <div className="wide">
          <dt>{words.fields.ine}</dt>
          <dd>
            <Ine ine={props.ine} masked={pupil.maskedIne} />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Masked until an administrator asks: a form asks, so that no URL holds the INE. */
function Ine({ ine, masked }: { ine: string | null; masked: string }) {
  if (ine !== null) {
    return (
      <span role="status" className="ine">
        {ine}
      </span>
    );
  }
  return (
    <Form method="post" preventScrollReset>
      <span aria-hidden="true">{masked}</span>
      <span className="hidden-visually">{words.ineHidden(masked.slice(-3))}</span>{" "}
      <Button type="submit" quiet icon={Eye} aria-describedby="ine-note">
        {words.showIne}
      </Button>
      <p id="ine-note" className="muted">
        {words.ineNote}
      </p>
    </Form>
  );
}

import { useId } from "react";
import { Form } from "react-router";
import { exceptionWords as words } from "#words/campaigns-page.ts";
import { waiting } from "#words/results.ts";
import type { ExceptionList } from "#worker/campaigns/show/read-campaign-page.ts";
import { Button } from "../../ui/button.tsx";
import { type Found, PupilSearch } from "../pupils/pupil-search.tsx";

/** The exceptions to the level: classes and pupils that were included or excluded, and the forms that change them. */
export function ExceptionsCard(props: {
  exceptions: ExceptionList;
  divisions: string[];
  found: Found | null;
}) {
  const { exceptions, divisions, found } = props;
  const id = useId();
  const none = exceptions.divisions.length + exceptions.pupils.length === 0;
  return (
    <section className="card" id="attendus" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p>{words.text}</p>
      <h3>{words.listTitle}</h3>
      {none ? (
        <p className="muted">{words.none}</p>
      ) : (
        <ul className="camp-exceptions">
          {exceptions.divisions.map((one) => (
            <Exception
              key={one.division}
              scope="class"
              target={one.division}
              text={(one.in ? words.divisionIn : words.divisionOut)(one.division)}
            />
          ))}
          {exceptions.pupils.map((one) => (
            <Exception
              key={one.pupilId}
              scope="pupil"
              target={one.pupilId}
              text={(one.in ? words.pupilIn : words.pupilOut)(`${one.pupil} (${one.division})`)}
            />
          ))}
        </ul>
      )}
      <Form method="post" className="camp-except" preventScrollReset>
        <div className="field">
          <label htmlFor={`${id}-division`}>{words.division}</label>
          <select id={`${id}-division`} name="target" required defaultValue="">
            <option value="">{words.choose}</option>
            {divisions.map((division) => (
              <option key={division}>{division}</option>
            ))}
          </select>
        </div>
        <Places scope="class" putIn={words.putIn} takeOut={words.takeOut} />
      </Form>
      <PupilSearch found={found} />
      {found && found.candidates.length > 0 && (
        <Form method="post" preventScrollReset>
          <fieldset className="camp-found">
            <legend>{words.found}</legend>
            {found.candidates.map((one) => (
              <label key={one.pupilId} className="check">
                <input type="radio" name="target" value={one.pupilId} required />
                {waiting.candidate(one)}
              </label>
            ))}
          </fieldset>
          <Places scope="pupil" putIn={words.pupilPutIn} takeOut={words.pupilTakeOut} />
        </Form>
      )}
    </section>
  );
}

function Places(props: { scope: "class" | "pupil"; putIn: string; takeOut: string }) {
  const { scope, putIn, takeOut } = props;
  return (
    <div className="actions">
      <input type="hidden" name="intent" value="except" />
      <input type="hidden" name="scope" value={scope} />
      <Button type="submit" name="place" value="in" quiet>
        {putIn}
      </Button>
      <Button type="submit" name="place" value="out" quiet>
        {takeOut}
      </Button>
    </div>
  );
}

function Exception(props: { scope: "class" | "pupil"; target: string; text: string }) {
  return (
    <li>
      <span>{props.text}</span>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="except" />
        <input type="hidden" name="scope" value={props.scope} />
        <input type="hidden" name="target" value={props.target} />
        <Button type="submit" name="place" value="usual" quiet>
          {words.remove}
          <span className="hidden-visually">{words.removeOf(props.text)}</span>
        </Button>
      </Form>
    </li>
  );
}

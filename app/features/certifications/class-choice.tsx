import { Download, FileText } from "lucide-react";
import { useId } from "react";
import { results as words } from "#words/results.ts";
import { Button } from "../../ui/button.tsx";
import { ClassField } from "./class-field.tsx";

/**
 * The steps of the deck: choose a class, then press one of two buttons. A GET form of the page, which leads to the file
 * or says why there is none. The browser itself sends it, so that a download leaves the page as it is.
 */
export function ClassChoice(props: {
  years: string[];
  year: string;
  divisions: string[];
  chosen: string;
}) {
  const id = useId();
  return (
    <search aria-label={words.choice}>
      <form method="get" className="class-choice">
        <div className="field">
          <label htmlFor={`${id}-year`}>{words.year}</label>
          <select id={`${id}-year`} name="year" defaultValue={props.year}>
            {props.years.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </div>
        <ClassField divisions={props.divisions} chosen={props.chosen} />
        <div className="actions">
          <Button type="submit" quiet>
            {words.show}
          </Button>
          <Button type="submit" name="file" value="results" icon={Download}>
            {words.export}
          </Button>
          <Button type="submit" name="file" value="attestations" icon={FileText} quiet>
            {words.attestations}
          </Button>
        </div>
      </form>
    </search>
  );
}

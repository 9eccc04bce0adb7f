import { Upload } from "lucide-react";
import { type DragEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
import { Link } from "react-router";
import { importPage } from "../../i18n/imports.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";

const words = importPage.start;

/**
 * Choosing the file, by the button or by dropping it: sent at once. The browser's own field lies unseen
 * over the button, so that a click opens it before the page is alive; from the keyboard, an empty form is
 * then refused by the browser itself, which leads to the field. Without JavaScript, the same form shows
 * that field and is posted to the page.
 */
export function DropZone(props: {
  kind: "siecle" | "fregata";
  busy: boolean;
  demo: boolean;
  onFiles: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const id = useId();
  const { onFiles, busy } = props;

  // A file chosen before the page was alive waits in the field.
  const first = useRef(onFiles);
  const [alive, setAlive] = useState(false);
  useEffect(() => {
    setAlive(true);
    if (input.current?.files?.length) first.current([...input.current.files]);
  }, []);

  const take = (files: FileList | null) => {
    onFiles([...(files ?? [])]);
    if (input.current) input.current.value = "";
  };
  const pick = (event: MouseEvent) => {
    event.preventDefault();
    if (!busy) input.current?.click();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!busy) take(event.dataTransfer.files);
  };
  const allow = (event: DragEvent) => {
    event.preventDefault();
    setOver(!busy);
  };

  return (
    <form
      method="post"
      encType="multipart/form-data"
      className={over ? "drop over" : "drop"}
      onDragOver={allow}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div>
        <h2>{words.title}</h2>
        <p>{words.can}</p>
        <ul>
          {words.actions.map((action) => (
            <li key={action}>{action}</li>
          ))}
        </ul>
        <p className="muted">
          {words.genuine} {words.again}
        </p>
        <p>
          <Link to={paths.guide(props.kind)}>{words.help[props.kind]}</Link>
        </p>
        {props.demo && (
          <p>
            <Link to={`${paths.documentation()}#exemples`}>{importPage.samples}</Link>
          </p>
        )}
      </div>
      <div className="pick">
        <label className="file-label" htmlFor={`${id}-file`}>
          {words.choose}
        </label>
        <div className="pick-button">
          <input
            ref={input}
            id={`${id}-file`}
            className="file"
            type="file"
            name="file"
            accept={props.kind === "siecle" ? ".xml,.zip" : ".csv"}
            aria-describedby={`${id}-formats`}
            disabled={busy}
            required
            tabIndex={-1}
            aria-hidden={alive || undefined}
            onChange={(event) => take(event.currentTarget.files)}
          />
          <input type="hidden" name="intent" value="upload" />
          <Button
            type="submit"
            icon={Upload}
            aria-disabled={busy || undefined}
            aria-describedby={busy ? `${id}-busy` : `${id}-formats`}
            onClick={pick}
          >
            {words.button}
          </Button>
        </div>
        <p id={`${id}-formats`} className="fmt">
          {words.formats[props.kind]}
        </p>
        <p className="fmt needs-js">{words.drop}</p>
        {busy && (
          <p id={`${id}-busy`} className="fmt">
            {words.busy}
          </p>
        )}
      </div>
    </form>
  );
}

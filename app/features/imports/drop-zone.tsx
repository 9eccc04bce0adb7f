import { useRef } from "react";
import { formatWords } from "#words/formats/registry.ts";
import { importPage } from "#words/imports.ts";
import { aboutFormat, type FormatName } from "#worker/imports/formats/formats.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { FileDrop } from "../shell/file-drop.tsx";

const words = importPage.start;

/** The pupils' file: the accepted formats, what the import does, and where to drop it. */
export function DropZone(props: {
  kind: FormatName;
  busy: boolean;
  /** The school must decide about a waiting import first. */
  waits: boolean;
  demo: boolean;
  /** The school previews changes before they are applied. */
  seeFirst: boolean;
  onFiles: (files: File[], preview: boolean) => void;
}) {
  const { kind, busy, onFiles } = props;
  const fileWords = formatWords(kind);
  const box = useRef<HTMLInputElement>(null);
  return (
    <FileDrop
      label={words.choose}
      button={words.button}
      accept={aboutFormat(kind).extensions.join(",")}
      formats={fileWords.accepted}
      drop={words.drop}
      busy={busy}
      busyText={props.waits ? words.waits : words.busy}
      onFiles={(files) => onFiles(files, box.current?.checked ?? false)}
    >
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
        <Link to={paths.guide(kind)}>{fileWords.whereIsIt}</Link>
      </p>
      {props.demo && (
        <p>
          <Link to={`${paths.documentation()}#exemples`}>{importPage.samples}</Link>
        </p>
      )}
      <label className="see-first">
        {/* An unticked checkbox sends nothing: this field shows that the form had one. */}
        <input type="hidden" name="previewAsked" value="1" />
        <input ref={box} type="checkbox" name="preview" value="1" defaultChecked={props.seeFirst} />
        <span>
          {words.seeFirst}
          <span className="muted"> {words.seeFirstHelp}</span>
        </span>
      </label>
      <input type="hidden" name="intent" value="upload" />
    </FileDrop>
  );
}

import { Link } from "react-router";
import { importPage } from "../../i18n/imports.ts";
import { paths } from "../../paths.ts";
import { FileDrop } from "../shell/file-drop.tsx";

const words = importPage.start;

/** The pupils' file: what it can be, what it does, and where to drop it. */
export function DropZone(props: {
  kind: "siecle" | "fregata";
  busy: boolean;
  demo: boolean;
  onFiles: (files: File[]) => void;
}) {
  const { kind, busy, onFiles } = props;
  return (
    <FileDrop
      label={words.choose}
      button={words.button}
      accept={kind === "siecle" ? ".xml,.zip" : ".csv"}
      formats={words.formats[kind]}
      drop={words.drop}
      busy={busy}
      busyText={words.busy}
      onFiles={onFiles}
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
        <Link to={paths.guide(kind)}>{words.help[kind]}</Link>
      </p>
      {props.demo && (
        <p>
          <Link to={`${paths.documentation()}#exemples`}>{importPage.samples}</Link>
        </p>
      )}
      <input type="hidden" name="intent" value="upload" />
    </FileDrop>
  );
}

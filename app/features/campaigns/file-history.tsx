import { Form } from "react-router";
import { campaignFiles as words } from "#words/campaign-files.ts";
import type { EnteredFile } from "#worker/campaigns/view.ts";
import { Button } from "../../ui/button.tsx";
import { Undo2 } from "../../ui/icons.tsx";
import { describeReport } from "./file-answers.tsx";

/** The last results files, and the undo of the newest one, which is offered once. */
export function FileHistory({ files }: { files: EnteredFile[] }) {
  const [last] = files;
  if (!last) return null;
  return (
    <section className="card" aria-labelledby="fichiers">
      <h2 id="fichiers">{words.historyTitle}</h2>
      <ul className="files">
        {files.map((file) => (
          <li key={file.id}>
            <b>{file.filename}</b> <span className="muted">{words.by(file.at, file.by)}</span>{" "}
            {file.undone && <span className="tag">{words.undone}</span>}
            <br />
            {file.campaign && `${file.campaign}\u00a0: `}
            {describeReport({ ...file, staff: 0, older: 0 })}
          </li>
        ))}
      </ul>
      {!last.undone && (
        <Form method="post" className="camp-undo" preventScrollReset>
          <p className="muted">{words.undoText(last.filename)}</p>
          <Button type="submit" name="intent" value="undo" look="danger" icon={Undo2}>
            {words.undo}
          </Button>
        </Form>
      )}
    </section>
  );
}

import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { aboutFile } from "#words/import-waiting.ts";
import { importPage } from "#words/imports.ts";
import type { Import } from "#worker/imports/view.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Undo2 } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { DecisionButton } from "./decision-button.tsx";

const words = importPage.undo;
/** Without JavaScript the page itself asks for confirmation: `?confirmer=annulation`. */
const QUESTION = "annulation";

/** Undoes the last import, after a confirmation. */
export function UndoButton({ last }: { last: Import }) {
  const [query] = useSearchParams();
  const [open, setOpen] = useState(query.get("confirmer") === QUESTION);
  const ask = (event: MouseEvent | KeyboardEvent) => {
    event.preventDefault();
    setOpen(true);
  };
  // Browsers follow a link on Enter only: with the role of a button, it must also react to the space bar.
  const askAtSpace = (event: KeyboardEvent) => {
    if (event.key === " ") ask(event);
  };
  const close = () => setOpen(false);
  return (
    <>
      <Link
        to={`?confirmer=${QUESTION}`}
        className="btn danger"
        onClick={ask}
        onKeyDown={askAtSpace}
        role="button"
      >
        <Undo2 size={20} aria-hidden="true" />
        {importPage.done.undo}
      </Link>
      <ConfirmDialog open={open} title={words.title} onClose={close}>
        <p className="muted">{[last.filename, aboutFile(last)].filter(Boolean).join(" · ")}</p>
        <p>{words.text(last.counts)}</p>
        <p>{words.once}</p>
        <div className="actions">
          <DecisionButton
            importId={last.id}
            intent="undo"
            look="danger"
            label={words.yes}
            onSubmit={close}
          />
          <form method="dialog" className="needs-js">
            <Button type="submit" quiet>
              {words.no}
            </Button>
          </form>
          <noscript>
            <a className="btn quiet" href="?">
              {words.no}
            </a>
          </noscript>
        </div>
      </ConfirmDialog>
    </>
  );
}

import { type ReactNode, type SyntheticEvent, use, useEffect, useId, useRef } from "react";
import { DialogNote } from "./dialog-note.ts";

/**
 * A question that must be answered before going on. Opened as a modal `<dialog>`: the browser traps the focus, closes
 * it on Escape and restores the focus. `onClose` runs when the person closes it, not when `open` does. Open from the
 * start, it is in the page as the server sends it, for browsers without JavaScript.
 */
export function ConfirmDialog(props: {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = useRef(props.open);
  const id = useId();
  const note = use(DialogNote);
  useEffect(() => {
    const element = dialog.current;
    if (props.open && element && !element.open) element.showModal();
    if (!props.open && element?.open) element.close();
  }, [props.open]);
  // The browser reports a closing later: `open` may have closed the dialog, or opened it again since.
  const report = (event: SyntheticEvent<HTMLDialogElement>) => {
    if (props.open && !event.currentTarget.open) props.onClose();
  };
  return (
    <dialog ref={dialog} open={asked.current} aria-labelledby={id} onClose={report}>
      <h2 id={id}>{props.title}</h2>
      {props.open && note}
      {props.children}
    </dialog>
  );
}

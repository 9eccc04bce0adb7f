import {
  type DragEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { Button } from "../../ui/button.tsx";
import { Upload } from "../../ui/icons.tsx";

/**
 * Chooses a file, by the button or by dropping it, and passes it at once to `onFiles`. The browser's own field lies
 * invisible over the button, so that a click opens it before hydration; from the keyboard, an empty form is then
 * refused by the browser itself, which focuses the field. Without JavaScript, the same form shows that field and is
 * posted to the page. `children` stand beside it, in the form.
 */
export function FileDrop(props: {
  label: string;
  button: string;
  /** On a page whose main action is another one. */
  quiet?: boolean;
  /** The value of the field's `accept`: `.xml,.zip`. */
  accept: string;
  formats: string;
  drop: string;
  /** Several files at once; without JavaScript, one after the other. */
  multiple?: boolean;
  busy: boolean;
  /** Why nothing can be chosen now. */
  busyText?: string;
  onFiles: (files: File[]) => void;
  children: ReactNode;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const id = useId();
  const { onFiles, busy, busyText } = props;

  // A file chosen before hydration is still in the field.
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
      <div>{props.children}</div>
      <div className="pick">
        <label className="file-label" htmlFor={`${id}-file`}>
          {props.label}
        </label>
        <div className="pick-button">
          <input
            ref={input}
            id={`${id}-file`}
            className="file"
            type="file"
            name="file"
            // With JavaScript its visible label is hidden, and then labels nothing.
            aria-label={props.label}
            accept={props.accept}
            // Without JavaScript the form takes one file: hydration adds the attribute.
            multiple={alive && props.multiple}
            aria-describedby={`${id}-formats`}
            disabled={busy}
            required
            tabIndex={-1}
            aria-hidden={alive || undefined}
            onChange={(event) => take(event.currentTarget.files)}
          />
          <Button
            type="submit"
            icon={Upload}
            quiet={props.quiet ?? false}
            aria-disabled={busy || undefined}
            aria-describedby={busy && busyText ? `${id}-busy` : `${id}-formats`}
            onClick={pick}
          >
            {props.button}
          </Button>
        </div>
        <p id={`${id}-formats`} className="fmt formats">
          {props.formats}
        </p>
        <p className="fmt needs-js">{props.drop}</p>
        {busy && busyText && (
          <p id={`${id}-busy`} className="fmt">
            {busyText}
          </p>
        )}
      </div>
    </form>
  );
}

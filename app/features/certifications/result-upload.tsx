import { Upload } from "lucide-react";
import { type DragEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
import { useNavigation, useSubmit } from "react-router";
import { resultFiles as words } from "../../i18n/results.ts";
import { Button } from "../../ui/button.tsx";

/** A file of results, by the button or by dropping it: sent at once, as `DropZone` of the imports does. */
export function ResultUpload() {
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const submit = useSubmit();
  const busy = useNavigation().formEncType === "multipart/form-data";
  const [alive, setAlive] = useState(false);
  const id = useId();

  const send = () => {
    if (form.current && input.current?.files?.length) void submit(form.current);
  };
  // A file chosen before the page was alive waits in the field.
  const first = useRef(send);
  useEffect(() => {
    setAlive(true);
    first.current();
  }, []);
  const pick = (event: MouseEvent) => {
    event.preventDefault();
    if (!busy && input.current) {
      input.current.value = "";
      input.current.click();
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (busy || !input.current) return;
    input.current.files = event.dataTransfer.files;
    send();
  };
  const allow = (event: DragEvent) => {
    event.preventDefault();
    setOver(!busy);
  };

  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <form
        ref={form}
        method="post"
        encType="multipart/form-data"
        className={over ? "drop over" : "drop"}
        onDragOver={allow}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <div>
          <h2 id={`${id}-title`}>{words.title}</h2>
          <p>{words.text}</p>
        </div>
        <div className="pick">
          <label className="file-label" htmlFor={`${id}-file`}>
            {words.label}
          </label>
          <div className="pick-button">
            <input
              ref={input}
              id={`${id}-file`}
              className="file"
              type="file"
              name="file"
              // Its visible label is hidden where there is JavaScript, and then names nothing.
              aria-label={words.label}
              accept=".csv"
              aria-describedby={`${id}-formats`}
              disabled={busy && alive}
              required
              tabIndex={-1}
              aria-hidden={alive || undefined}
              onChange={send}
            />
            <Button
              type="submit"
              icon={Upload}
              aria-disabled={busy || undefined}
              aria-describedby={`${id}-formats`}
              onClick={pick}
            >
              {busy ? words.sending : words.button}
            </Button>
          </div>
          <p id={`${id}-formats`} className="fmt">
            {words.formats}
          </p>
          <p className="fmt needs-js">{words.drop}</p>
        </div>
      </form>
    </section>
  );
}

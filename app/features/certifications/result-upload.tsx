import { useId } from "react";
import { useNavigation, useSubmit } from "react-router";
import { resultFiles as words } from "../../i18n/results.ts";
import { FileDrop } from "../shell/file-drop.tsx";

/** A file of results, sent to the page at once. */
export function ResultUpload() {
  const submit = useSubmit();
  const busy = useNavigation().formEncType === "multipart/form-data";
  const id = useId();
  const send = ([file]: File[]) => {
    if (!file) return;
    const form = new FormData();
    form.set("file", file);
    void submit(form, { method: "post", encType: "multipart/form-data" });
  };
  return (
    <section className="card" aria-labelledby={id}>
      <FileDrop
        label={words.label}
        button={busy ? words.sending : words.button}
        accept=".csv"
        formats={words.formats}
        drop={words.drop}
        busy={busy}
        onFiles={send}
      >
        <h2 id={id}>{words.title}</h2>
        <p>{words.text}</p>
      </FileDrop>
    </section>
  );
}

import { useEffect, useId, useRef, useState } from "react";
import { useNavigation, useSubmit } from "react-router";
import { resultFiles as words } from "#words/results.ts";
import { Notice } from "../../ui/notice.tsx";
import { useConnection } from "../shell/connection.ts";
import { FileDrop } from "../shell/file-drop.tsx";

/** Where « Ajouter des résultats » leads. */
export const ADD_RESULTS = "ajouter-des-resultats";

/** A file of results, sent to the page at once. A file that got no answer, or is empty and not sent, is
 * reported until the next one. */
export function ResultUpload() {
  const submit = useSubmit();
  const busy = useNavigation().formEncType === "multipart/form-data";
  const id = useId();
  const { unsent } = useConnection();
  const leaving = useRef<{ filename: string; unsent: number } | null>(null);
  const [problem, setProblem] = useState<string[]>([]);
  useEffect(() => {
    const sent = leaving.current;
    const lost = sent !== null && unsent > sent.unsent;
    if (lost) setProblem([words.unanswered(sent.filename)]);
    if (lost || !busy) leaving.current = null;
    else if (sent) sent.unsent = unsent;
  }, [unsent, busy]);
  const send = ([file]: File[]) => {
    if (!file) return;
    if (file.size === 0) return setProblem([words.refused(file.name), words.empty]);
    leaving.current = { filename: file.name, unsent };
    setProblem([]);
    const form = new FormData();
    form.set("file", file);
    void submit(form, { method: "post", encType: "multipart/form-data" });
  };
  return (
    <section id={ADD_RESULTS} className="card" aria-labelledby={id}>
      <FileDrop
        label={words.label}
        button={busy ? words.sending : words.button}
        quiet
        accept=".csv"
        formats={words.formats}
        drop={words.drop}
        busy={busy}
        onFiles={send}
      >
        <h2 id={id}>{words.title}</h2>
        <p>{words.text}</p>
      </FileDrop>
      {problem.length > 0 && (
        <Notice tone="bad">
          {problem.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
    </section>
  );
}

import type { ReactNode } from "react";
import { resultFiles as words } from "#words/results.ts";
import type { ReceivedFile } from "#worker/certifications/show/read-results-page.ts";
import { CircleAlert, CircleCheck } from "../../ui/icons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { StatusCard } from "../../ui/status-card.tsx";

const SHOWN = 20;

/** `filename` is "" when no file came, or when it was too large to be read. */
export type RefusedFile = { filename: string; messages: string[]; total: number };

/** Why the file just sent was refused: every fault, with its line and how to correct it. */
export function FileFaults({ refused }: { refused: RefusedFile }) {
  const { filename, messages, total } = refused;
  return (
    <Notice tone="bad" focused>
      <h2>{words.refused(filename)}</h2>
      {total === 1 ? (
        <p>{messages[0]}</p>
      ) : (
        <>
          <p>
            {words.faults(total)}. {messages.length < total && words.more(messages.length, total)}
          </p>
          <Messages messages={messages.slice(0, SHOWN)} />
          {messages.length > SHOWN && (
            <details>
              <summary>{words.rest(messages.length - SHOWN)}</summary>
              <Messages messages={messages.slice(SHOWN)} />
            </details>
          )}
        </>
      )}
    </Notice>
  );
}

function Messages({ messages }: { messages: string[] }) {
  return (
    <ul>
      {messages.map((message, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
        <li key={place}>{message}</li>
      ))}
    </ul>
  );
}

/** What a file imported. `action`: the link to the waiting rows. */
export function FileReport({ file, action }: { file: ReceivedFile; action?: ReactNode }) {
  const waits = file.unmatched > 0;
  return (
    <StatusCard
      tone={waits ? "warn" : "ok"}
      icon={waits ? CircleAlert : CircleCheck}
      title={words.done(file.filename)}
      lead={<p>{counts(file).join(" · ")}</p>}
      action={action}
    />
  );
}

export function FileHistory({ files }: { files: ReceivedFile[] }) {
  if (files.length === 0) return null;
  return (
    <section className="card" aria-labelledby="fichiers">
      <h2 id="fichiers">{words.historyTitle}</h2>
      <ul className="files">
        {files.map((file) => (
          <li key={file.id}>
            <b>{file.filename}</b> <span className="muted">{words.by(file.at, file.by)}</span>
            <br />
            {counts(file).join(" · ")}
          </li>
        ))}
      </ul>
    </section>
  );
}

function counts({ rows, added, corrected, unchanged, unmatched }: ReceivedFile): string[] {
  return [
    words.rows(rows),
    words.added(added),
    ...(corrected > 0 ? [words.corrected(corrected)] : []),
    ...(unchanged > 0 ? [words.unchanged(unchanged)] : []),
    ...(unmatched > 0 ? [words.unmatched(unmatched)] : []),
  ];
}

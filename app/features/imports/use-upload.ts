import { useRef, useState } from "react";
import { importPage } from "../../i18n/imports.ts";
import type { PeekWarning, SieclePeek } from "./peek-siecle.ts";
import { type Sending, type Sent, sendFile } from "./send-file.ts";

export type Question = { file: File; warning: PeekWarning; peek: SieclePeek };
export type UploadState =
  | { phase: "idle" }
  | { phase: "asking"; question: Question }
  | { phase: "sending"; filename: string; percent: number }
  | { phase: "problem"; text: string };

const words = importPage.upload;

/**
 * From a chosen file to an accepted import: looks at its head, asks if it surprises, sends it.
 * `onAccepted` ends before the state is idle again, so that the page never shows nothing between.
 */
export function useUpload(uai: string, onAccepted: () => Promise<void>) {
  const [state, setState] = useState<UploadState>({ phase: "idle" });
  const sending = useRef<Sending | null>(null);

  async function send(file: File) {
    setState({ phase: "sending", filename: file.name, percent: 0 });
    sending.current = sendFile(uai, file, (percent) =>
      setState({ phase: "sending", filename: file.name, percent }),
    );
    const sent = await sending.current.done;
    sending.current = null;
    if (!sent.ok) return setState({ phase: "problem", text: problemText(sent) });
    await onAccepted();
    setState({ phase: "idle" });
  }

  async function choose(files: File[]) {
    const [file] = files;
    if (!file || sending.current) return;
    if (files.length > 1) return setState({ phase: "problem", text: words.many });
    const question = await questionAbout(file, uai);
    if (question) setState({ phase: "asking", question });
    else await send(file);
  }

  return {
    state,
    choose,
    send,
    cancel: () => sending.current?.cancel(),
    dismiss: () => setState((now) => (now.phase === "asking" ? { phase: "idle" } : now)),
  };
}

/** A file that cannot be looked at is sent all the same: the Worker judges it. */
async function questionAbout(file: File, uai: string): Promise<Question | null> {
  try {
    const { PEEK_BYTES, peekSiecle, warningAbout } = await import("./peek-siecle.ts");
    const peek = await peekSiecle(new Uint8Array(await file.slice(0, PEEK_BYTES).arrayBuffer()));
    const warning = peek && warningAbout(peek, { uai });
    return warning ? { file, warning, peek } : null;
  } catch {
    return null;
  }
}

function problemText(sent: Extract<Sent, { ok: false }>): string {
  if (sent.reason === "cancelled") return words.cancelled;
  if (sent.reason === "network") return words.network;
  if (sent.reason === "signed-out") return words.signedOut;
  return sent.detail ?? words.failed;
}

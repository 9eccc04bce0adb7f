import { startTransition, useRef, useState } from "react";
import { importPage } from "#words/imports.ts";
import type { FormatName } from "#worker/imports/formats/formats.ts";
import type { PeekWarning, SieclePeek } from "./peek-siecle.ts";
import { type Sending, type Sent, sendFile } from "./send-file.ts";
import { BROKEN_OFF, SIGNED_OUT } from "./upload-problem.tsx";

export type Question = { file: File; preview: boolean; warning: PeekWarning; peek: SieclePeek };
export type UploadState =
  | { phase: "idle" }
  | { phase: "asking"; question: Question }
  /** `importId` once accepted: the page goes on showing the upload until it has loaded that import. */
  | { phase: "sending"; filename: string; percent: number; importId: string | null }
  | { phase: "problem"; text: string; code?: string | null };

/** Formats whose files state enough at their start to be checked before they are sent. */
const PEEKS: Partial<Record<FormatName, () => Promise<typeof import("./peek-siecle.ts")>>> = {
  siecle: () => import("./peek-siecle.ts"),
};

const words = importPage.upload;

/**
 * From a chosen file to an accepted import: reads its head, asks if it is surprising, sends it. `onAccepted` resolves
 * once the import is loaded; only then is the state idle again. `emptyFile` is the sentence for an empty file, which is
 * not sent.
 */
export function useUpload(
  school: { uai: string; kind: FormatName; schoolYear: string; emptyFile: string },
  onAccepted: () => Promise<void>,
) {
  const [state, setState] = useState<UploadState>({ phase: "idle" });
  const sending = useRef<Sending | null>(null);

  async function send({ file, preview }: { file: File; preview: boolean }) {
    const at = (percent: number, importId: string | null) =>
      setState({ phase: "sending", filename: file.name, percent, importId });
    at(0, null);
    sending.current = sendFile({ uai: school.uai, file, preview }, (percent) => at(percent, null));
    const sent = await sending.current.done;
    sending.current = null;
    if (!sent.ok) {
      return setState({ phase: "problem", text: problemText(sent), code: problemCode(sent) });
    }
    at(100, sent.importId);
    await onAccepted();
    // In a transition, as the router's own update: the page is never empty in between.
    // What was chosen meanwhile has its own answer on the page, which this does not take away.
    startTransition(() =>
      setState((now) =>
        now.phase === "sending" && now.importId === sent.importId ? { phase: "idle" } : now,
      ),
    );
  }

  async function choose(files: File[], preview: boolean) {
    const [file] = files;
    if (!file || sending.current) return;
    if (files.length > 1) return setState({ phase: "problem", text: words.many });
    if (file.size === 0) return setState({ phase: "problem", text: school.emptyFile });
    const question = await questionAbout(file, school);
    if (question) setState({ phase: "asking", question: { ...question, preview } });
    else await send({ file, preview });
  }

  return {
    state,
    choose,
    send,
    cancel: () => sending.current?.cancel(),
    dismiss: () => setState((now) => (now.phase === "asking" ? { phase: "idle" } : now)),
  };
}

/** A file that cannot be read here is sent all the same: the Worker checks it. */
async function questionAbout(
  file: File,
  school: { uai: string; kind: FormatName; schoolYear: string },
): Promise<Omit<Question, "preview"> | null> {
  const load = PEEKS[school.kind];
  if (!load) return null;
  try {
    const { PEEK_BYTES, peekSiecle, warningAbout } = await load();
    const peek = await peekSiecle(new Uint8Array(await file.slice(0, PEEK_BYTES).arrayBuffer()));
    const warning = peek && warningAbout(peek, school);
    return warning ? { file, warning, peek } : null;
  } catch {
    return null;
  }
}

function problemCode({ reason, code }: Extract<Sent, { ok: false }>): string | null {
  if (reason === "signed-out") return SIGNED_OUT;
  return reason === "refused" ? (code ?? null) : BROKEN_OFF;
}

function problemText(sent: Extract<Sent, { ok: false }>): string {
  if (sent.reason === "cancelled") return words.cancelled;
  if (sent.reason === "network") return sent.whole ? words.unanswered : words.network;
  if (sent.reason === "signed-out") return words.signedOut;
  return sent.detail ?? words.failed;
}

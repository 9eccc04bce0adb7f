import { useEffect, useRef, useState } from "react";
import { attestationLink as words } from "#words/documents-page.ts";
import type { DocumentView } from "#worker/documents/view.ts";
import { paths } from "../../paths.ts";
import { suspectConnection } from "../shell/connection.ts";
import { watchDocument } from "./watch-document.ts";

/**
 * Downloads attestations: `prepare` has them made and then opens the file; `text` says how far they are, or why there
 * are none. Without JavaScript a link to the file waits for it by itself.
 */
export function useAttestations(uai: string) {
  const [text, setText] = useState("");
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  async function prepare(query: URLSearchParams) {
    stop.current?.();
    setText(words.preparing);
    const begun = await begin(uai, query);
    if (!begun.ok) return setText(begun.detail);
    const onState = (state: DocumentView | null) => {
      if (state === null || state.status === "failed") return setText(words.failed);
      if (state.status !== "done") {
        return setText(words.running(state.progress.done, state.progress.total));
      }
      setText(words.ready);
      window.location.assign(paths.api.attestations(uai, query));
    };
    if (begun.document.status === "done") onState(begun.document);
    else stop.current = watchDocument(uai, begun.document.id, onState);
  }
  return { text, prepare };
}

type Begun = { ok: true; document: DocumentView } | { ok: false; detail: string };

async function begin(uai: string, query: URLSearchParams): Promise<Begun> {
  try {
    const answer = await fetch(paths.api.documents(uai, query), { method: "POST" });
    const made: DocumentView & { detail?: string } = await answer.json();
    if (answer.ok) return { ok: true, document: made };
    return { ok: false, detail: made.detail ?? words.failed };
  } catch {
    const lost = await suspectConnection();
    return { ok: false, detail: lost ? words.offline : words.failed };
  }
}

import { type DocumentView, isUnderWay } from "#worker/documents/view.ts";
import { paths } from "../../paths.ts";
import { suspectConnection } from "../shell/connection.ts";

const EVERY_MS = 500;

/**
 * Polls a document until it is made, failed or gone, and reports each answer; null when it is gone. A request that
 * fails is repeated. The returned function stops polling.
 */
export function watchDocument(
  uai: string,
  id: string,
  onState: (state: DocumentView | null) => void,
): () => void {
  let timer = 0;
  let stopped = false;
  async function look() {
    const state = await readDocument(uai, id);
    if (stopped) return;
    if (state !== "unknown") onState(state);
    const over = state === null || (state !== "unknown" && !isUnderWay(state.status));
    if (!over) timer = window.setTimeout(look, EVERY_MS);
  }
  timer = window.setTimeout(look, EVERY_MS);
  return () => {
    stopped = true;
    window.clearTimeout(timer);
  };
}

async function readDocument(uai: string, id: string): Promise<DocumentView | null | "unknown"> {
  try {
    const answer = await fetch(paths.api.document(uai, id));
    if (answer.ok) return await answer.json();
    return answer.status === 404 ? null : "unknown";
  } catch {
    void suspectConnection();
    return "unknown";
  }
}

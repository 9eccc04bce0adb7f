import { paths } from "../../paths.ts";
import { suspectConnection } from "../shell/connection.ts";

export type Sent =
  | { ok: true; importId: string }
  /** `detail` is the sentence of the answer, null when there was none that could be read. */
  | {
      ok: false;
      reason: "refused" | "network" | "cancelled" | "signed-out";
      detail: string | null;
      /** The code of a refusal, for the page that explains it. */
      code?: string;
      /** The whole file was sent before the connection was lost: whether it arrived is unknown. */
      whole?: boolean;
    };

export type Sending = { done: Promise<Sent>; cancel: () => void };

/**
 * Sends a file as the raw body, and reports the upload progress. `preview`: this import and the school's next ones wait
 * for confirmation before they are applied. Uses XMLHttpRequest because fetch reports no upload progress. During the
 * upload, the browser asks before the page is left.
 */
export function sendFile(
  { uai, file, preview }: { uai: string; file: File; preview: boolean },
  onProgress: (percent: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Sent>((resolve) => {
    let whole = false;
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    request.upload.onload = () => {
      whole = true;
    };
    request.onload = () => resolve(readAnswer(request.status, request.responseText));
    request.onerror = () => {
      void suspectConnection();
      resolve({ ok: false, reason: "network", detail: null, whole });
    };
    request.onabort = () => resolve({ ok: false, reason: "cancelled", detail: null });
  });
  window.addEventListener("beforeunload", askBeforeLeaving);
  void done.finally(() => window.removeEventListener("beforeunload", askBeforeLeaving));

  request.open("POST", paths.api.upload(uai, preview));
  request.setRequestHeader("X-Filename", encodeURIComponent(file.name));
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
  return { done, cancel: () => request.abort() };
}

/** What the answer to an upload means. */
export function readAnswer(status: number, body: string): Sent {
  const answer = parseObject(body);
  if (status === 202 && typeof answer.id === "string") return { ok: true, importId: answer.id };
  if (status === 401) return { ok: false, reason: "signed-out", detail: null };
  const detail = typeof answer.detail === "string" ? answer.detail : null;
  const code = typeof answer.code === "string" ? { code: answer.code } : {};
  return { ok: false, reason: "refused", detail, ...code };
}

function parseObject(body: string): { id?: unknown; detail?: unknown; code?: unknown } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

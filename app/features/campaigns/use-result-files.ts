import { useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { campaignFiles as words } from "../../i18n/campaign-files.ts";
import type { UploadAnswer } from "./upload-answer.ts";

type Sent = { file: File; sure: boolean };
/** `file`: kept while it waits for a yes. */
export type Told = UploadAnswer & { file?: File };

/**
 * Sends results files one after the other to the page, and holds what it answers of each. `settle` says yes or no
 * to those that would make their campaign.
 */
export function useResultFiles() {
  const fetcher = useFetcher<UploadAnswer>();
  const [queue, setQueue] = useState<Sent[]>([]);
  const [told, setTold] = useState<Told[]>([]);
  const current = useRef<Sent | null>(null);
  /** The file is on its way: until then, an idle fetcher tells nothing of it. */
  const left = useRef(false);
  const { state, data, submit } = fetcher;

  useEffect(() => {
    if (state !== "idle") {
      left.current = true;
      return;
    }
    const sent = current.current;
    if (sent && !left.current) return;
    if (sent) {
      current.current = null;
      const answer: UploadAnswer = data ?? {
        kind: "refused",
        filename: sent.file.name,
        message: words.failed,
      };
      setTold((before) => [
        ...before,
        answer.kind === "asks" ? { ...answer, file: sent.file } : answer,
      ]);
    }
    const [next, ...rest] = queue;
    if (!next) return;
    current.current = next;
    left.current = false;
    setQueue(rest);
    const form = new FormData();
    if (next.sure) form.set("sure", "yes");
    form.set("file", next.file);
    void submit(form, { method: "post", encType: "multipart/form-data" });
  }, [state, data, queue, submit]);

  return {
    told,
    busy: queue.length > 0 || state !== "idle",
    send: (files: File[]) => {
      setTold([]);
      setQueue((waiting) => [...waiting, ...files.map((file) => ({ file, sure: false }))]);
    },
    settle: (yes: boolean) => {
      const asked = told.flatMap((one) => (one.kind === "asks" && one.file ? [one.file] : []));
      setTold((before) => before.filter(({ kind }) => kind !== "asks"));
      if (yes) setQueue((waiting) => [...waiting, ...asked.map((file) => ({ file, sure: true }))]);
    },
  };
}

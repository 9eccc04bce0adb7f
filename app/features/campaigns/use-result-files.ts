import { useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { campaignFiles as words } from "#words/campaign-files.ts";
import { useConnection } from "../shell/connection.ts";
import type { UploadAnswer } from "./upload-answer.ts";

type Sent = { file: File; sure: boolean };
/** `file`: kept while it waits for confirmation. */
export type FileAnswer = UploadAnswer & { file?: File };

/**
 * Sends results files one after the other to the page, and holds the answer for each. `settle` confirms or cancels
 * those that would create their campaign.
 */
export function useResultFiles() {
  const fetcher = useFetcher<UploadAnswer>();
  const [queue, setQueue] = useState<Sent[]>([]);
  const [received, setReceived] = useState<FileAnswer[]>([]);
  const current = useRef<Sent | null>(null);
  /** The file is being sent: until the fetcher starts, its idle state means nothing. */
  const left = useRef(false);
  const { state, data, submit, reset } = fetcher;
  /** The number of unanswered forms of this page, as last read. */
  const { unsent } = useConnection();
  const unsentBefore = useRef(0);
  const lost = useRef(false);

  // A form is never sent again automatically: the fetcher would wait for its answer for ever.
  useEffect(() => {
    const more = unsent > unsentBefore.current;
    unsentBefore.current = unsent;
    if (!current.current || !more) return;
    lost.current = true;
    reset();
  }, [unsent, reset]);

  useEffect(() => {
    if (state !== "idle") {
      left.current = true;
      return;
    }
    const sent = current.current;
    if (sent && !left.current) return;
    if (sent) {
      current.current = null;
      const filename = sent.file.name;
      const failed: UploadAnswer = lost.current
        ? { kind: "unanswered", filename }
        : { kind: "refused", filename, message: words.failed };
      const answer = data ?? failed;
      setReceived((before) => [
        ...before,
        answer.kind === "asks" ? { ...answer, file: sent.file } : answer,
      ]);
    }
    const [next, ...rest] = queue;
    if (!next) return;
    current.current = next;
    left.current = false;
    lost.current = false;
    setQueue(rest);
    const form = new FormData();
    if (next.sure) form.set("sure", "yes");
    form.set("file", next.file);
    void submit(form, { method: "post", encType: "multipart/form-data" });
  }, [state, data, queue, submit]);

  return {
    received,
    busy: queue.length > 0 || state !== "idle",
    send: (files: File[]) => {
      const full = files.filter(({ size }) => size > 0);
      const empty = files.filter(({ size }) => size === 0);
      setReceived(
        empty.map(({ name }) => ({ kind: "refused", filename: name, message: words.empty })),
      );
      setQueue((waiting) => [...waiting, ...full.map((file) => ({ file, sure: false }))]);
    },
    settle: (yes: boolean) => {
      const asked = received.flatMap((one) => (one.kind === "asks" && one.file ? [one.file] : []));
      setReceived((before) => before.filter(({ kind }) => kind !== "asks"));
      if (yes) setQueue((waiting) => [...waiting, ...asked.map((file) => ({ file, sure: true }))]);
    },
  };
}

import { Download } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { attestationLink as words } from "#words/documents-page.ts";
import type { Edition } from "#worker/certifications/documents/view.ts";
import type { DocumentView } from "#worker/documents/view.ts";
import { paths } from "../../paths.ts";
import { suspectConnection } from "../shell/connection.ts";
import { watchDocument } from "./watch-document.ts";

type Asked = { year?: string; divisions?: string[]; pupil?: string; edition?: Edition };

/**
 * Downloads attestations: shows the progress while they are made, then gives the file. Without JavaScript the link
 * itself waits for the file.
 */
export function AttestationLink(props: {
  uai: string;
  asked: Asked;
  quiet?: boolean;
  children: ReactNode;
}) {
  const { uai } = props;
  const query = queryOf(props.asked);
  const [text, setText] = useState("");
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  async function prepare(event: MouseEvent) {
    event.preventDefault();
    stop.current?.();
    setText(words.preparing);
    const begun = await begin(uai, query);
    if (!begun.ok) return setText(begun.detail);
    const onState = (told: DocumentView | null) => {
      if (told === null || told.status === "failed") return setText(words.failed);
      if (told.status !== "done") {
        return setText(words.running(told.progress.done, told.progress.total));
      }
      setText(words.ready);
      window.location.assign(paths.api.attestations(uai, query));
    };
    if (begun.document.status === "done") onState(begun.document);
    else stop.current = watchDocument(uai, begun.document.id, onState);
  }

  return (
    <span className="attestations">
      <a
        className={props.quiet ? "btn quiet" : "btn"}
        href={paths.api.attestations(uai, query)}
        onClick={prepare}
      >
        <Download size={20} aria-hidden="true" />
        {props.children}
      </a>
      <span role="status">{text}</span>
    </span>
  );
}

function queryOf({ year, divisions = [], pupil, edition }: Asked): URLSearchParams {
  const query = new URLSearchParams();
  if (year !== undefined) query.set("year", year);
  for (const division of divisions) query.append("division", division);
  if (pupil !== undefined) query.set("pupil", pupil);
  if (edition === "ceremonie") query.set("edition", edition);
  return query;
}

type Begun = { ok: true; document: DocumentView } | { ok: false; detail: string };

async function begin(uai: string, query: URLSearchParams): Promise<Begun> {
  try {
    const answer = await fetch(paths.api.documents(uai, query), { method: "POST" });
    const told: DocumentView & { detail?: string } = await answer.json();
    if (answer.ok) return { ok: true, document: told };
    return { ok: false, detail: told.detail ?? words.failed };
  } catch {
    const lost = await suspectConnection();
    return { ok: false, detail: lost ? words.offline : words.failed };
  }
}

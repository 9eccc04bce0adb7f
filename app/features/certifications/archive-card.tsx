import { useEffect, useState } from "react";
import { Form, useLocation, useRevalidator } from "react-router";
import { archiveAside } from "#words/certifications-page.ts";
import { type AskedFrom, archiveCard as words } from "#words/documents-page.ts";
import { type DocumentView, isUnderWay } from "#worker/documents/view.ts";
import { paths } from "../../paths.ts";
import { Button, DownloadLink } from "../../ui/button.tsx";
import { Archive, Download } from "../../ui/icons.tsx";
import { ReloadWithoutScript } from "../../ui/reload-without-script.tsx";
import { watchDocument } from "./watch-document.ts";

/**
 * « Tout archiver », from the request to the download: `archive` is the last one stored, as the page loaded it. While
 * one is being made the card shows its progress; without JavaScript the page reloads itself.
 */
export function ArchiveCard(props: { uai: string; from: AskedFrom; archive: DocumentView | null }) {
  const { uai, from } = props;
  const aside = from === "certifications";
  const { search } = useLocation();
  const archive = useLiveArchive(uai, props.archive);
  const made = archive?.status === "done" ? archive : null;
  const underWay = archive !== null && isUnderWay(archive.status);
  return (
    <section className={aside ? "card aside" : "card"} aria-labelledby="archive">
      <h2 id="archive">{words.title[from]}</h2>
      <p>{words.text[from]}</p>
      <div role="status">
        {underWay && <p>{progressText(archive)}</p>}
        {made && (
          <p>
            {words.ready(made.createdAt, made.size ?? 0)} {words.until(made.expiresAt)}
          </p>
        )}
        {archive?.status === "failed" && <p>{words.failed}</p>}
      </div>
      {underWay && <Making archive={archive} />}
      <div className="actions">
        {made && (
          <DownloadLink href={paths.api.archiveFile(uai, made.id)} icon={Download} quiet>
            {words.download}
          </DownloadLink>
        )}
        {!underWay && (
          <Form method="post" action={paths.archives(uai)} preventScrollReset>
            <input type="hidden" name="from" value={from} />
            <input type="hidden" name="search" value={search} />
            <Button type="submit" icon={Archive} quiet>
              {made ? words.again : archive ? words.retry : words.ask[from]}
            </Button>
          </Form>
        )}
      </div>
      {aside && <p className="muted">{archiveAside.note}</p>}
    </section>
  );
}

function Making({ archive }: { archive: DocumentView }) {
  const { done, total } = archive.progress;
  return (
    <>
      <progress className="bar" max={Math.max(total, 1)} value={done} aria-label={words.bar} />
      <p className="muted">{words.leave}</p>
      <ReloadWithoutScript label={words.refresh} />
    </>
  );
}

function progressText({ status, progress }: DocumentView): string {
  return status === "queued" ? words.waiting : words.running(progress.done, progress.total);
}

/** The archive's current state: as loaded, then as polled while it is being made. */
function useLiveArchive(uai: string, loaded: DocumentView | null): DocumentView | null {
  const [polled, setPolled] = useState<DocumentView | null>(null);
  const { revalidate } = useRevalidator();
  const watched = loaded && isUnderWay(loaded.status) ? loaded.id : null;
  useEffect(() => {
    if (watched === null) return;
    return watchDocument(uai, watched, (state) => {
      setPolled(state);
      if (state === null || !isUnderWay(state.status)) void revalidate();
    });
  }, [uai, watched, revalidate]);
  return watched !== null && polled?.id === watched ? polled : loaded;
}

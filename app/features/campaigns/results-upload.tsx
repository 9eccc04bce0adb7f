import { campaignFiles as words } from "#words/campaign-files.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { FileDrop } from "../shell/file-drop.tsx";
import { AskedCampaigns, FileAnswer } from "./file-answers.tsx";
import type { UploadAnswer } from "./upload-answer.ts";
import { useResultFiles } from "./use-result-files.ts";

/**
 * Results files, several at once, each sent as soon as it is chosen, and what each imported. `answer`: the answer to
 * the form sent without JavaScript.
 */
export function ResultsUpload({ uai, answer }: { uai: string; answer: UploadAnswer | undefined }) {
  const { received, busy, send, settle } = useResultFiles();
  const answers = received.length > 0 || !answer ? received : [answer];
  const asked = answers.filter((one) => one.kind === "asks");
  const settled = answers.filter((one) => one.kind !== "asks");
  return (
    <>
      <div role="status" className="camp-answers">
        {settled.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers are only appended
          <FileAnswer key={place} uai={uai} answer={one} />
        ))}
      </div>
      {asked.length > 0 && <AskedCampaigns asked={asked} busy={busy} settle={settle} />}
      <section className="card" aria-labelledby="resultats">
        <FileDrop
          label={words.label}
          button={busy ? words.sending : words.button}
          accept=".csv"
          formats={words.formats}
          drop={words.drop}
          multiple
          busy={busy}
          onFiles={send}
        >
          <h2 id="resultats">{words.title}</h2>
          <p>{words.text}</p>
          <p>
            <Link to={paths.guide("campagnes-resultats")}>{words.how}</Link>
          </p>
          <noscript>
            <label className="check">
              <input type="checkbox" name="sure" value="yes" />
              {words.sure}
            </label>
          </noscript>
        </FileDrop>
      </section>
    </>
  );
}

import { Form, useSearchParams } from "react-router";
import { pupilRights as words } from "#words/rights.ts";
import type { PupilSheet } from "#worker/pupils/read-pupil.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink, DownloadLink } from "../../ui/button.tsx";
import { Download, Trash2 } from "../../ui/icons.tsx";
import { UrlQuestion } from "../../ui/url-question.tsx";

/**
 * What a family may ask of the school: an export of the pupil's data, or their erasure. `?effacer=oui` asks for
 * confirmation.
 */
export function PersonalData(props: { uai: string; pupil: PupilSheet; name: string }) {
  const { uai, pupil } = props;
  const [query] = useSearchParams();
  const sheet = paths.pupil(uai, pupil.id);
  const { question } = words;
  return (
    <section className="card" aria-labelledby="donnees">
      <h2 id="donnees">{words.title}</h2>
      <p>{words.text}</p>
      <div className="actions">
        <DownloadLink href={paths.api.pupilData(uai, pupil.id, "csv")} icon={Download} quiet>
          {words.exportCsv}
        </DownloadLink>
        <DownloadLink href={paths.api.pupilData(uai, pupil.id, "json")} icon={Download} quiet>
          {words.exportJson}
        </DownloadLink>
        <ButtonLink to="?effacer=oui" icon={Trash2} look="danger">
          {words.erase}
        </ButtonLink>
      </div>
      <UrlQuestion
        asked={query.get("effacer") === "oui"}
        title={question.title(props.name)}
        back={sheet}
      >
        <Form method="post" action={sheet}>
          <p>{question.what}</p>
          {!pupil.deactivatedAt && <p>{question.active}</p>}
          <p>
            <strong>{question.never}</strong>
          </p>
          <div className="actions after">
            <Button type="submit" name="intent" value="erase" look="danger">
              {question.yes}
            </Button>
            <ButtonLink to={sheet} quiet>
              {question.no}
            </ButtonLink>
          </div>
        </Form>
      </UrlQuestion>
    </section>
  );
}

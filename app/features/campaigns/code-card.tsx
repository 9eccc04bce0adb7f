import { kindNames } from "#words/campaigns.ts";
import { campaignPages, onePage as words } from "#words/campaigns-page.ts";
import { formatDate } from "#words/format.ts";
import type { CampaignDetail } from "#worker/campaigns/view.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { CodeText, LinkText } from "./code-text.tsx";

/** The code of a campaign, with its link as text and as a QR code. */
export function CodeCard(props: {
  campaign: CampaignDetail;
  qr: { size: number; path: string } | null;
}) {
  const { campaign, qr } = props;
  const { code, link } = campaign;
  return (
    <section className="card camp-pass" aria-label={words.codeTitle}>
      {code !== null && link !== null && (
        <div>
          <p className="muted">{words.code}</p>
          <div className="camp-big">
            <CodeText code={code} />
          </div>
          <p className="camp-line">
            <CopyButton text={code}>{words.copyCode}</CopyButton>
            <CopyButton text={link}>{words.copyLink}</CopyButton>
          </p>
        </div>
      )}
      <dl className="facts">
        {code !== null && link !== null && (
          <div>
            <dt>{words.link}</dt>
            <dd>
              <LinkText link={link} code={code} />
            </dd>
          </div>
        )}
        <div>
          <dt>{words.kind}</dt>
          <dd>
            {kindNames[campaign.kind]}, {campaignPages.levelName(campaign.level)}
          </dd>
        </div>
        <div>
          <dt>{words.due}</dt>
          <dd>{campaign.dueOn === null ? words.noDue : formatDate(campaign.dueOn)}</dd>
        </div>
      </dl>
      {qr && <QrCode size={qr.size} path={qr.path} label={words.qr} className="camp-qr" />}
    </section>
  );
}

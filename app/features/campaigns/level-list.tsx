import { campaignPages as words } from "#words/campaigns-page.ts";
import type { CampaignState, FollowedCampaign, LevelOfYear } from "#worker/campaigns/view.ts";
import { paths } from "../../paths.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { CircleDashed } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { AsOf } from "./as-of.tsx";
import { CodeText } from "./code-text.tsx";
import { ProgressBar, ProgressNumbers } from "./progress.tsx";

const TAGS: Record<CampaignState, string> = { planned: "", open: "ok", closed: "", archived: "" };

export function StateTag({ state }: { state: CampaignState }) {
  return <span className={`tag ${TAGS[state]}`}>{words.states[state]}</span>;
}

/** The campaigns of a year by level: the progress of each, and the classes where no pupil has begun. */
export function LevelList(props: {
  uai: string;
  isAdmin: boolean;
  today: string;
  levels: LevelOfYear[];
  campaigns: FollowedCampaign[];
}) {
  const { campaigns, levels } = props;
  const names = [...new Set(campaigns.map(({ level }) => level))];
  return (
    <section className="card camp-levels" aria-label={words.levelsTitle}>
      {names.map((level) => {
        const here = levels.filter((one) => one.level === level);
        const sum = (key: "pupils" | "divisions") =>
          here.reduce((total, one) => total + one[key], 0);
        return (
          <div key={level ?? ""} className="camp-level">
            <header>
              <h2>{words.levelName(level)}</h2>
              {here.length > 0 && (
                <p className="muted">
                  <span>{words.pupils(sum("pupils"))}</span>{" "}
                  <span>{words.classes(sum("divisions"))}</span>
                </p>
              )}
            </header>
            <div>
              {campaigns
                .filter((one) => one.level === level)
                .map((campaign) => (
                  <OneCampaign key={campaign.id} {...props} campaign={campaign} />
                ))}
            </div>
          </div>
        );
      })}
    </section>
  );
}

function OneCampaign(props: {
  uai: string;
  isAdmin: boolean;
  today: string;
  campaign: FollowedCampaign;
}) {
  const { uai, campaign, today } = props;
  const { id, name, state, code, dueOn } = campaign;
  return (
    <article className="camp">
      <div>
        <h3>
          <Link to={paths.campaign(uai, id)}>{name}</Link>
        </h3>
        <p className="camp-line">
          <StateTag state={state} />
          {dueOn !== null && <span className="muted">{words.due(dueOn)}</span>}
        </p>
        {code !== null && (
          <p className="camp-line">
            <CodeText code={code} />
            <CopyButton text={code} about={words.codeOf(name)}>
              {words.copy}
            </CopyButton>
          </p>
        )}
      </div>
      <div>
        {state === "planned" ? (
          <ToComplete uai={uai} isAdmin={props.isAdmin} campaign={campaign} />
        ) : (
          <>
            <ProgressBar counts={campaign} />
            <ProgressNumbers counts={campaign} />
            <Idle uai={uai} campaign={campaign} />
            <AsOf campaign={campaign} today={today} />
          </>
        )}
      </div>
    </article>
  );
}

function ToComplete(props: { uai: string; isAdmin: boolean; campaign: FollowedCampaign }) {
  const { uai, campaign } = props;
  if (!props.isAdmin) return <p>{words.toCompleteMember}</p>;
  return (
    <>
      <p>{words.toComplete}</p>
      <Link className="btn quiet" to={`${paths.campaign(uai, campaign.id)}#modifier`}>
        {words.typeCode}
        <span className="hidden-visually">{words.ofCampaign(campaign.name)}</span>
      </Link>
    </>
  );
}

function Idle({ uai, campaign }: { uai: string; campaign: FollowedCampaign }) {
  const { id, idle, classes } = campaign;
  if (idle.length === 0 || campaign.state === "archived") return null;
  return (
    <p className="camp-idle">
      <CircleDashed size={18} aria-hidden="true" />
      {idle.length === classes && classes > 1 ? (
        <span>{words.idleAll(classes)}</span>
      ) : (
        <span>
          <b>{words.idle}</b>{" "}
          {idle.map((division) => (
            <Link key={division} to={paths.campaignClass(uai, id, division)}>
              {division}
            </Link>
          ))}
        </span>
      )}
    </p>
  );
}

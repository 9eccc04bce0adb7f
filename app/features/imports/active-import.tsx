import type { Confirmation, Import } from "#worker/imports/view.ts";
import { importPage } from "../../i18n/imports.ts";
import { ReloadWithoutScript } from "../../ui/reload-without-script.tsx";
import { readPercent } from "./progress.ts";
import { Steps } from "./steps.tsx";

const words = importPage.active;

export function activeTitle({ status, progress }: Import): string {
  if (status === "reading") return words.reading(progress.rows);
  if (status === "checking") return words.checking(progress.rows);
  return status === "applying" ? words.applying : words.received;
}

/** The steps of an import that runs. */
export function ActiveDetails({ one }: { one: Import }) {
  return (
    <>
      <Steps status={one.status} percent={one.status === "reading" ? readPercent(one) : null} />
      <ReloadWithoutScript label={words.refresh} />
    </>
  );
}

/** Why an import waits for a yes. */
export function ConfirmDetails(props: { one: Import; confirmation: Confirmation | null }) {
  const { brake, olderExport } = props.confirmation ?? { brake: null, olderExport: null };
  const why = importPage.confirmation;
  return (
    <>
      <p className="muted">{words.by(props.one.filename, props.one.createdBy)}</p>
      {brake && <p>{why.brake(brake.active, brake.deactivated)}</p>}
      {olderExport && <p>{why.older(olderExport.thisFile, olderExport.lastFile)}</p>}
      <p>{why.meanwhile}</p>
    </>
  );
}

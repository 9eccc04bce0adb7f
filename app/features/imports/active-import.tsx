import { importPage } from "#words/imports.ts";
import type { Import } from "#worker/imports/view.ts";
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

import { campaignPages as words } from "#words/campaigns-page.ts";
import { paths } from "../../paths.ts";
import { Printer } from "../../ui/icons.tsx";

/**
 * Downloads the sheets to hand out: of a year, a campaign or one of its classes. The server waits for the file, then
 * shows a waiting page: a plain link is enough.
 */
export function SheetsLink(props: { uai: string; asked: Record<string, string>; quiet: boolean }) {
  return (
    <a
      className={props.quiet ? "btn quiet" : "btn"}
      href={paths.api.sheets(props.uai, new URLSearchParams(props.asked))}
    >
      <Printer size={20} aria-hidden="true" />
      {words.sheets}
    </a>
  );
}

import { importPage } from "#words/imports.ts";
import { formatOfSchool, type SchoolKind } from "#worker/imports/formats/formats.ts";
import type { Import } from "#worker/imports/view.ts";
import { paths } from "../../paths.ts";
import { DownloadLink } from "../../ui/button.tsx";
import { Download } from "../../ui/icons.tsx";
import { ErrorList } from "./error-list.tsx";
import { groupErrors } from "./group-errors.ts";

const words = importPage.refused;

export type School = { uai: string; kind: SchoolKind };

export function RefusedAction({ one, school }: { one: Import; school: School }) {
  return (
    <DownloadLink
      href={paths.api.errorsCsv({ uai: school.uai, importId: one.id })}
      icon={Download}
      quiet
    >
      {words.csv}
    </DownloadLink>
  );
}

export function RefusedDetails(props: { one: Import; school: School; purged: boolean }) {
  const { one, school } = props;
  if (props.purged) return <p>{words.purged}</p>;
  if (one.errors.length === 0) return null;
  const groups = groupErrors(one.errors, formatOfSchool(school.kind));
  return (
    <ErrorList
      groups={groups}
      shown={one.errors.length}
      total={one.errorCount}
      more={one.errorCountIsMinimum === true}
    />
  );
}

import type { Import, ImportError } from "#worker/imports/view.ts";
import { errorFact, errorGroupTitle, errorHowToFix } from "../../i18n/fr.ts";

export type ErrorGroup = {
  code: ImportError["code"];
  title: string;
  fix: string;
  /** False for what is wrong with the file as a whole. */
  aboutPupils: boolean;
  facts: string[];
};

/** The errors of one code together, in the order their first one is told, with one advice for all. */
export function groupErrors(errors: Import["errors"], kind: "siecle" | "fregata"): ErrorGroup[] {
  const groups = new Map<string, ErrorGroup>();
  for (const error of errors) {
    const group = groups.get(error.code) ?? {
      code: error.code,
      title: errorGroupTitle(error.code, kind),
      fix: errorHowToFix(error.code, kind),
      aboutPupils: isAboutPupil(error),
      facts: [],
    };
    group.facts.push(errorFact(error, kind));
    groups.set(error.code, group);
  }
  return [...groups.values()];
}

function isAboutPupil({ ine, pupil, line, code }: ImportError): boolean {
  return (
    code !== "FILE_INVALID" && (ine !== undefined || pupil !== undefined || line !== undefined)
  );
}

import type { FileKind } from "#words/formats/registry.ts";
import { errorFact, errorGroupTitle, errorHowToFix } from "#words/fr.ts";
import type { Import, ImportError } from "#worker/imports/view.ts";

export type ErrorGroup = {
  code: ImportError["code"];
  cause: ImportError["cause"];
  title: string;
  fix: string;
  /** How many pupils have one of these errors; null for an error of the whole file. */
  pupils: number | null;
  facts: string[];
};

/** The errors of one code and cause together, in the order of their first one, with one advice for all. */
export function groupErrors(errors: Import["errors"], kind: FileKind): ErrorGroup[] {
  const groups = new Map<string, ImportError[]>();
  for (const error of errors) {
    const key = `${error.code} ${error.cause ?? ""}`;
    const group = groups.get(key);
    if (group) group.push(error);
    else groups.set(key, [error]);
  }
  return [...groups.values()].flatMap((all) => {
    const [{ code, cause } = { code: null, cause: undefined }] = all;
    if (code === null) return [];
    return {
      code,
      cause,
      title: errorGroupTitle(code, cause),
      fix: errorHowToFix(code, kind, cause),
      pupils: countPupils(all),
      facts: all.map((error) => errorFact(error, kind)),
    };
  });
}

/** A pupil with three wrong fields counts once: the line of the file identifies the pupil. */
function countPupils(errors: ImportError[]): number | null {
  const pupils = errors.filter(isAboutPupil);
  if (pupils.length === 0) return null;
  return new Set(pupils.map(({ line, ine, pupil }) => JSON.stringify([line, ine, pupil]))).size;
}

function isAboutPupil({ ine, pupil, line, code }: ImportError): boolean {
  return (
    code !== "FILE_INVALID" && (ine !== undefined || pupil !== undefined || line !== undefined)
  );
}

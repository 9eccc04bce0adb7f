import { count } from "./format.ts";

/** The picture of levels once an import is done; while it waits, `import-waiting.ts` says what would happen. */
export const doneLevels = {
  section: "Ce que le dernier import a changé, par niveau",
  title: "Par niveau, avant et après",
  before: "Avant",
  after: "Après",
  reading: (stays: number, before: number) =>
    `Sur ${count(before, "élève", "élèves")} d’avant l’import, ${count(stays, "est resté dans son", "sont restés dans leur")} niveau.`,
};

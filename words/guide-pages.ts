/** The form of a page of the guide. */

/** What a drawing shows: `app/features/documentation/drawing.tsx` has one of each. */
export type DrawingName =
  | "menu"
  | "form"
  | "mail"
  | "people"
  | "export"
  | "file"
  | "drop"
  | "progress"
  | "errors"
  | "numbers"
  | "archive"
  | "question"
  | "undo";

export type GuideStep = { title: string; text: string; drawing: DrawingName };
export type GuidePage = {
  slug: string;
  title: string;
  summary: string;
  /** The steps are separate cases: they are not numbered. */
  cases?: true;
  steps: GuideStep[];
  note: string;
};

/** The sheet of one class for one campaign. */
export type Sheet = {
  campaign: string;
  isCollection: boolean;
  code: string;
  link: string;
  /** ISO date. */
  dueOn: string | null;
  division: string;
  /** Those expected, in the French order. */
  pupils: Array<{ lastName: string; firstName: string }>;
};

export type SheetSet = {
  school: { name: string };
  provider: string;
  schoolYear: string;
  /** ISO date of the list. */
  day: string;
  /** The class of the document, or empty for several. */
  title: string;
  /** In the order of the pages. */
  sheets: Sheet[];
};

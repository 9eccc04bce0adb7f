/** Parameters of the lists: ids of one school, and values that some of its rows have. */
export type Listed = {
  organizationId: number;
  importId: string;
  /** A file of results that has waiting rows. */
  resultsId: string;
  userId: string;
  pupilId: string;
  year: string;
  division: string;
  /** A name that few pupils have. */
  rareName: string;
  /** Of the list of pupils, and of the journal. */
  lastPage: number;
};

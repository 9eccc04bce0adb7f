/** The roles in a school, as they stand inside a sentence. */
export const roleNames = { admin: "administrateur", member: "membre" };
export type Role = keyof typeof roleNames;

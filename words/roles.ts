/** The roles in a school, as they are written inside a sentence. */
export const roleNames = { admin: "administrateur", member: "membre" };
export type Role = keyof typeof roleNames;

import type { Role } from "../organizations/access.ts";

const RANK = { member: 1, admin: 2 } satisfies Record<Role, number>;

/** Whether `offered` gives more rights than the person's current role (null: not a member). */
export function givesMore(offered: Role, today: Role | null): boolean {
  return RANK[offered] > (today === null ? 0 : RANK[today]);
}

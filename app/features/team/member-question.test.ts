import { expect, test } from "vitest";
import type { ListedMember } from "#worker/team/list-members.ts";
import { questionOf } from "./member-question.tsx";

const aMember = (userId: string, role: "admin" | "member"): ListedMember => ({
  ...{ userId, role, name: userId, email: `${userId}@essai.test` },
  ...{ joinedAt: "2026-09-01T08:00:00.000Z", lastSeenAt: null },
});
const ME = { userId: "moi", admin: true };
const ask = (query: string, members: ListedMember[]) =>
  questionOf(new URLSearchParams(query), members, ME)?.kind;

test("the only administrator is told so by the first dialog", () => {
  const members = [aMember("moi", "admin"), aMember("autre", "member")];
  expect(ask("quitter=oui", members)).toBe("alone");
  expect(ask("modifier=moi", members)).toBe("alone");
  expect(ask("modifier=autre", members)).toBe("change");
  expect(ask("supprimer=autre", members)).toBe("remove");
});

test("with a second administrator, or in a part of the team, the question is asked", () => {
  const members = [aMember("moi", "admin"), aMember("autre", "admin")];
  expect(ask("quitter=oui", members)).toBe("leave");
  expect(ask("modifier=moi", members)).toBe("change");
  expect(ask("quitter=oui&recherche=moi", [aMember("moi", "admin")])).toBe("leave");
});

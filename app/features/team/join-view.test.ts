import { expect, test } from "vitest";
import type { Person } from "#worker/team/find-people.ts";
import type { OpenLink } from "#worker/team/read-link.ts";
import { viewOf } from "./join-view.ts";

const LINK: OpenLink = {
  state: "open",
  invitationId: "i",
  tokenHash: "h",
  purpose: "invitation",
  email: "lou@ac-essai.fr",
  role: "member",
  invitedBy: "b",
  school: { id: 1, uai: "0750001A", name: "Collège", city: "Amiens" },
};
const LOU: Person = { id: "p", name: "Lou", email: LINK.email, verified: true, role: null };

function standing(link: Partial<OpenLink>, person: Partial<Person>) {
  const view = viewOf({ link: { ...LINK, ...link }, person: { ...LOU, ...person } }, true);
  return view.state === "open" ? view.account?.standing : view.state;
}

const other = { email: "autre@ac-essai.fr" };
const activation = { purpose: "activation", role: "admin" } as const;

test.each([
  ["the invited account joins", {}, {}, { kind: "may-join", confirm: false, today: null }],
  ["another account is asked", {}, other, { kind: "may-join", confirm: true, today: null }],
  ["an address nobody checked waits", {}, { verified: false }, { kind: "unverified" }],
  ["so does another one", {}, { ...other, verified: false }, { kind: "unverified" }],
  ["a member has nothing to do", {}, { role: "member" }, { kind: "member", today: "member" }],
  [
    "a member with another address leaves it",
    {},
    { ...other, role: "admin" },
    { kind: "not-for-you", today: "admin" },
  ],
  [
    "a member is raised",
    { role: "admin" },
    { role: "member" },
    { kind: "may-join", confirm: false, today: "member" },
  ],
  [
    "an activation takes any account",
    activation,
    { ...other, verified: false },
    { kind: "may-join", confirm: false, today: null },
  ],
  [
    "an activation gives an administrator nothing",
    activation,
    { ...other, role: "admin" },
    { kind: "member", today: "admin" },
  ],
] as const)("%s", (_, link, person, expected) => {
  expect(standing(link, person)).toEqual(expected);
});

test("the browser receives neither ids nor hashes, and never the mailbox of an activation", () => {
  const view = viewOf({ link: { ...LINK, ...activation, email: "ce@ac.fr" }, person: LOU }, true);
  expect(JSON.stringify(view)).not.toMatch(/tokenHash|invitationId|ce@ac\.fr|"id"/);
  expect(viewOf({ link: LINK, person: null }, false)).toMatchObject({ invited: LINK.email });
});

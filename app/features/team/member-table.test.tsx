import { renderToString } from "react-dom/server";
import { createRoutesStub } from "react-router";
import { expect, test } from "vitest";
import { team } from "#words/team.ts";
import { MemberTable } from "./member-table.tsx";

const LOU = { userId: "lou", name: "Lou", email: "lou@ecole.fr", lastSeenAt: null };

function draw(me: { userId: string; admin: boolean }) {
  const members = [{ ...LOU, role: "admin" as const, joinedAt: "2026-09-01T08:00:00.000Z" }];
  const table = { role: "admin" as const, members, me };
  const Page = createRoutesStub([{ path: "/", Component: () => <MemberTable {...table} /> }]);
  return renderToString(<Page initialEntries={["/"]} />);
}

test("on paper the column of actions is left out", () => {
  expect(draw({ userId: "autre", admin: true })).toMatch(
    new RegExp(`class="no-print">${team.columns.actions}<`),
  );
});

test("a member who may not act on a group sees no column of actions", () => {
  expect(draw({ userId: "autre", admin: false })).not.toContain(`>${team.columns.actions}<`);
  expect(draw({ userId: "autre", admin: true })).toContain(team.remove);
  expect(draw({ userId: "lou", admin: false })).toContain(team.leave);
});

import { expect, test, vi } from "vitest";
import { aMember, aSchool, call, deliver, importFile, inSchool } from "#tests/support/factories.ts";
import { aSiecleFile } from "#tests/support/siecle-file.ts";

test("an import done, refused or failed leaves no name, INE nor date of a pupil in the logs", async () => {
  const said: string[] = [];
  const spies = (["log", "error", "warn", "info"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...words) => void said.push(words.join(" "))),
  );
  const school = await aSchool();
  const admin = await aMember(school);
  const canary = {
    ine: "424242424KZ",
    lastName: "CANARI",
    firstName: "Serin",
    birthDate: "29/02/2012",
  };
  const done = await importFile(school, admin, aSiecleFile(school, [canary]));
  await importFile(school, admin, aSiecleFile(school, [{ ...canary, sex: "" }]));
  await inSchool(school)
    .DB.prepare(
      "UPDATE import SET status = 'reading', plain_key = 'imports/none', cursor = NULL WHERE id = ?1",
    )
    .bind(done.id)
    .run();
  await deliver("imports", { v: 1, organizationId: school.id, importId: done.id, epoch: 0 });
  await call(`/api/organizations/${school.uai}/pupils?search=CANARI`, { as: admin });
  for (const spy of spies) spy.mockRestore();
  const logs = said.join("\n");
  expect(logs).toContain("import.ended");
  expect(logs).toContain("message.failed");
  for (const secret of [
    "424242424",
    "CANARI",
    "canari",
    "Serin",
    "2012",
    admin.name,
    admin.email,
  ]) {
    expect(logs).not.toContain(secret);
  }
  await inSchool(school)
    .DB.prepare("UPDATE import SET status = 'failed' WHERE id = ?1")
    .bind(done.id)
    .run();
});

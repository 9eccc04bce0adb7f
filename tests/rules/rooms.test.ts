import { expect, test } from "vitest";
import { findRoomOffences } from "./rooms.ts";
import { readTree } from "./sources.ts";

function offencesOf(files: Record<string, string>): string[] {
  return findRoomOffences(new Map(Object.entries(files)));
}

test("no file of the product breaks the direction of the rooms", () => {
  const tree = readTree(["app", "words", "worker"]);
  expect(tree.size).toBeGreaterThan(10);
  expect(findRoomOffences(tree)).toEqual([]);
});

test.each([
  ["worker/pupils/list.ts", `import { a } from "#worker/school-files/ine.ts";`],
  ["worker/pupils/list.ts", `import type { A } from "../imports/records.ts";`],
  ["worker/platform/log.ts", `import { a } from "#worker/journal/record.ts";`],
  ["worker/imports/routes.ts", `import { a } from "#worker/demo/seed.ts";`],
  ["worker/imports/routes.ts", `import { a } from "#worker/http.ts";`],
  ["worker/imports/routes.ts", `import { a } from "#app/paths.ts";`],
  ["worker/imports/routes.ts", `import { a } from "#tests/support/a.ts";`],
  ["worker/canteen/menu.ts", `import { a } from "#worker/platform/log.ts";`],
  ["app/routes/pupils.tsx", `import { a } from "#worker/pupils/store.ts";`],
  ["app/routes/pupils.tsx", `export { a } from "#worker/pupils/schema.ts";`],
  ["app/routes/import.tsx", `import { a } from "#worker/imports/run/consumer.ts";`],
  ["app/routes/import.tsx", `import { a } from "#worker/imports/desk/import-desk.ts";`],
  ["app/routes/import.tsx", `const a = await import("#worker/demo/seed.ts");`],
  ["app/features/imports/drop.tsx", `import { a } from "#worker/imports/decide/undo-import.ts";`],
  ["app/features/imports/drop.tsx", `import { a } from "node:fs";`],
  ["app/ui/field.tsx", `import {\n  type A,\n  b,\n} from "#worker/pupils/list.ts";`],
  ["words/fr.ts", `import { a } from "#app/paths.ts";`],
  ["worker/imports/formats/siecle/reader.ts", `import { env } from "cloudflare:workers";`],
  ["worker/imports/formats/fregata/reader.ts", `import { sql } from "drizzle-orm";`],
  ["worker/imports/archive/entry.ts", `import { inflateSync } from "node:zlib";`],
  ["worker/imports/archive/entry.ts", `import { crc32, inflateSync } from "node:zlib";`],
  ["worker/imports/formats/siecle/reader.ts", `import { crc32 } from "node:zlib";`],
  ["worker/imports/formats/siecle/reader.ts", `import { a } from "../../staging.ts";`],
  ["worker/school-files/ine.ts", "export const a = () => Date.now();"],
  ["worker/certifications/attestation/page.ts", "export const a = () => new Date();"],
  ["worker/imports/view.ts", "export const a = () => new Date();"],
  ["worker/imports/formats/shape.ts", "export function a(env: Env) { return env; }"],
  ["worker/demo/population.ts", "export const a = new Date( );"],
])("reports %s with %j", (path, text) => {
  expect(offencesOf({ [path]: text })).toHaveLength(1);
});

test("allows what the table allows", () => {
  const allowed = {
    "worker/imports/commit.ts": `import { a } from "#worker/pupils/store.ts"; import { b } from "#worker/platform/log.ts";`,
    "worker/imports/mail.ts": `import { fr } from "#words/fr.ts";`,
    "worker/imports/archive/crc.ts": `import { crc32 } from "node:zlib";`,
    "worker/school-files/ine.ts": `// Never Date.now() here.\nexport const a = (text: string) => new Date(text);`,
    "worker/school-files/ine.test.ts": `import { a } from "#worker/demo/seed.ts";`,
    "worker/demo/seed.ts": `import { a } from "#worker/imports/commit.ts";`,
    "worker/http.ts": `import { a } from "#worker/demo/seed.ts"; import { b } from "#app/context.ts";`,
    "app/routes/import.tsx": `import { a } from "#worker/imports/decide/undo-import.ts"; import type { Route } from "./+types/import.ts";`,
    "app/features/imports/drop.tsx": `import type { A } from "#worker/pupils/list.ts"; import { b } from "#worker/imports/codes.ts";`,
    "app/ui/field.tsx": `import { t } from "#words/fr.ts"; import { useId } from "react"; import "./field.css";`,
  };
  expect(offencesOf(allowed)).toEqual([]);
});

import { unzipSync } from "fflate";
import { env } from "./factories.ts";

/** Searches words in everything that the product stores: each column of each table, each object of R2. */

/** `table.column` of each column of the database that holds one of these words, in any case. */
export async function findInDatabase(words: string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const db of [env.DB, env.SCHOOLS_1, env.SCHOOLS_2]) {
    const { results: tables } = await db
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
           AND name NOT GLOB '_cf_*'`,
      )
      .all<{ name: string }>();
    for (const { name } of tables) {
      const { results } = await db.prepare(`SELECT * FROM "${name}"`).all();
      for (const row of results) {
        for (const [column, value] of Object.entries(row)) {
          if (holds(String(value), words)) found.add(`${name}.${column}`);
        }
      }
    }
  }
  return [...found].sort();
}

/** Keys of the objects that hold one of these words, in their key or content, archives included. */
export async function findInFiles(words: string[]): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await env.FILES.list(cursor === undefined ? {} : { cursor });
    for (const { key } of page.objects) {
      const object = await env.FILES.get(key);
      const text = object ? textOf(await object.bytes()) : "";
      if (holds(`${key} ${text}`, words)) found.push(key);
    }
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor);
  return found;
}

/** Whether a text holds one of the words, as they are or lower-cased. */
export function holds(text: string, words: string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => lower.includes(word.toLowerCase()));
}

function textOf(bytes: Uint8Array): string {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const parts = isZip ? Object.entries(unzipSync(bytes)) : [["", bytes] as const];
  return parts.map(([name, part]) => `${name} ${new TextDecoder().decode(part)}`).join("\n");
}

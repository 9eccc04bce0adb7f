import { expect, test } from "vitest";
import { codeOf, readTree } from "./sources.ts";

/** Buttons that delete something for good, or remove somebody's access: they alone are outlined in red. */
const TAKES_AWAY = ["undo", "erase", "remove-result", "discard", "discard-all", "cancel-many"];
/** An import that waits is confirmed or cancelled: the reason of the wait decides which of the two is dangerous. */
const DEPENDS = ["confirm", "cancel"];

/** Links whose page asks before it takes something away. */
const ASKS = /[?&](?:supprimer|quitter|annuler|effacer|retirer)=/;

test("a link that leads to such a question is red too, and no other is", () => {
  const seen: string[] = [];
  for (const [path, text] of readTree(["app"])) {
    for (const [tag] of codeOf(path, text).matchAll(/<(?:Link|ButtonLink)\b[^<]*?>/g)) {
      const asks = ASKS.test(tag);
      const red = /look="danger"|className="[^"]*\bdanger\b/.test(tag) && !/confirmer=/.test(tag);
      if (asks) seen.push(path);
      expect([path, tag, red]).toEqual([path, tag, asks]);
    }
  }
  expect(seen.length).toBeGreaterThan(3);
});

test("every button that deletes something is red, and no other is", () => {
  const looks = new Map<string, Set<boolean>>();
  for (const [path, text] of readTree(["app"])) {
    for (const [tag] of codeOf(path, text).matchAll(/<(?:Decision)?Button\b[^<]*?\/?>/g)) {
      const [, intent] = /\b(?:intent|name="intent"\s+value)=(?:"([^"]*)")/.exec(tag) ?? [];
      if (!intent || DEPENDS.includes(intent)) continue;
      const known = looks.get(intent) ?? new Set();
      looks.set(intent, known.add(/\blook="danger"/.test(tag)));
    }
  }
  const dangerous = [...looks].filter(([, look]) => look.has(true)).map(([intent]) => intent);
  expect(dangerous.sort()).toEqual([...TAKES_AWAY].sort());
  for (const [intent, look] of looks) expect([intent, look.size]).toEqual([intent, 1]);
});

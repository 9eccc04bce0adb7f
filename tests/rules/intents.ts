import { codeOf, type Tree } from "./sources.ts";

/** Every `intent` that a form of the pages can send: schemas of forms, fields and buttons, switches of actions. */
export function findIntents(tree: Tree): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    const code = codeOf(path, text);
    for (const [, list = ""] of code.matchAll(SCHEMA)) addStrings(found, list);
    for (const [, list = ""] of code.matchAll(SWITCH)) addStrings(found, list);
    for (const [tag] of code.matchAll(TAG)) {
      const value = /\bvalue=(?:"([^"]*)"|\{"([^"]*)"\})/.exec(tag);
      if (value) found.add(value[1] ?? value[2] ?? "");
    }
  }
  return [...found].sort();
}

/** `intent: z.literal("a")`, `intent: z.enum(["a", "b"])`. */
const SCHEMA = /\bintent:\s*z\s*\.(?:literal|enum)\(([^)]*)\)/g;
/** The cases of `switch (form.get("intent"))`. */
const SWITCH = /switch \([^{]*get\("intent"\)\) \{((?:[^}]|\}(?!\n))*)/g;
/** An element that sends an intent of its own. */
const TAG = /<\w+\b[^<]*?\bname="intent"[^<]*?>/g;

function addStrings(found: Set<string>, list: string): void {
  const cases = list.includes("case ")
    ? list.matchAll(/case "([^"]+)"/g)
    : list.matchAll(/"([^"]+)"/g);
  for (const [, one = ""] of cases) found.add(one);
}

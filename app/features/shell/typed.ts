/**
 * Keeps what a person was typing when their session ended, in this tab, until they are back on that page. It never
 * keeps a password or a file, restores only for the same account, and is cleared at sign-out, when the tab closes, or
 * once restored.
 */
const KEY = "saisie";
const LONGEST = 100_000;
const KINDS = ["text", "email", "search", "tel", "url", "number", "date", "checkbox", "radio"];

export type Field = { form: number; name: string; place: number; value: string | boolean };
export type Kept = { account: string; path: string; fields: Field[] };

/** The properties of a control that are used here: an input, a text area or a list. */
type Control = {
  form: number;
  name: string;
  place: number;
  kind: string;
  value: string;
  checked: boolean;
};

/** The values of these controls that may be kept; empty if they are too long for a form. */
export function fieldsOf(controls: Control[]): Field[] {
  const fields = controls
    .filter(({ name, kind }) => name !== "" && ["textarea", "select", ...KINDS].includes(kind))
    .map(({ form, name, place, kind, value, checked }) => ({
      ...{ form, name, place },
      value: kind === "checkbox" || kind === "radio" ? checked : value,
    }));
  return JSON.stringify(fields).length > LONGEST ? [] : fields;
}

/** Saves the values of the forms of the open page. */
export function keepTyped(account: string, path: string): void {
  const fields = fieldsOf(controlsOfPage().map(({ control }) => control));
  if (fields.length === 0) return;
  sessionStorage.setItem(KEY, JSON.stringify({ account, path, fields } satisfies Kept));
}

/** Restores what was saved for this page. Values saved by another account are deleted. */
export function restoreTyped(account: string, path: string): void {
  const kept = readKept();
  if (!kept) return;
  if (kept.account === account && kept.path !== path) return;
  forgetTyped();
  if (kept.account !== account) return;
  const controls = controlsOfPage();
  for (const { form, name, place, value } of kept.fields) {
    const found = controls.find(
      ({ control }) => control.form === form && control.name === name && control.place === place,
    );
    if (found) write(found.node, value);
  }
}

export function forgetTyped(): void {
  sessionStorage.removeItem(KEY);
}

function readKept(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

/** A list of choices too, which has a value as well. */
type Node = HTMLInputElement | HTMLTextAreaElement;

/** Identifies a control by its form, its name and its index among those of that name. */
function controlsOfPage(): Array<{ node: Node; control: Control }> {
  return [...document.querySelectorAll<HTMLFormElement>("main form")].flatMap((form, index) => {
    const seen = new Map<string, number>();
    const nodes = form.querySelectorAll<Node>("input, textarea, select");
    return [...nodes].map((node) => {
      const place = seen.get(node.name) ?? 0;
      seen.set(node.name, place + 1);
      const input = node instanceof HTMLInputElement ? node : null;
      const kind = input ? input.type : node.tagName.toLowerCase();
      const { name, value } = node;
      return {
        node,
        control: { form: index, name, place, kind, value, checked: input?.checked ?? false },
      };
    });
  });
}

/** Fires the events of typing, so that listeners of the field see the change. */
function write(node: Node, value: string | boolean): void {
  if (typeof value === "boolean") {
    if (node instanceof HTMLInputElement && node.checked !== value) node.click();
    return;
  }
  if (node.value === value) return;
  // React tracks the value itself and misses one that is set on the element; the prototype's setter avoids that.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), "value")?.set?.call(node, value);
  node.dispatchEvent(new Event("input", { bubbles: true }));
  node.dispatchEvent(new Event("change", { bubbles: true }));
}

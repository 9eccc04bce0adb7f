type Attributes = Record<string, string | number | undefined>;

/** An element of SVG: its name, its attributes, and the text inside it. */
export type Shape = { name: "rect" | "line" | "text"; attributes: Attributes; text?: string };

export function rect(attributes: Attributes): Shape {
  return { name: "rect", attributes };
}

/**
 * A small picture made of shapes, which screen readers skip: its numbers stand beside it. Written as text, because for
 * React each shape is an element, and a page of bars has hundreds (decision 0063).
 */
export function Drawing({ className, shapes }: { className: string; shapes: Shape[] }) {
  const html = { __html: shapes.map(write).join("") };
  return (
    <svg
      className={className}
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: `write` escapes every value
      dangerouslySetInnerHTML={html}
    />
  );
}

function write({ name, attributes, text = "" }: Shape): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(String(value))}"`);
  return `<${name}${written.join("")}>${escapeText(text)}</${name}>`;
}

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ESCAPED[letter] ?? letter);
}

import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Drawing } from "./drawing.tsx";

test("a drawing holds its shapes, and no value can leave its place", () => {
  const drawn = renderToStaticMarkup(
    <Drawing
      className="bar"
      shapes={[
        { name: "rect", attributes: { class: 'a"><script>', width: 3, fill: undefined } },
        { name: "text", attributes: { x: "5%" }, text: "1 < 2 & 3" },
      ]}
    />,
  );
  expect(drawn).toBe(
    '<svg class="bar" aria-hidden="true"><rect class="a&quot;&gt;&lt;script&gt;" width="3"></rect>' +
      '<text x="5%">1 &lt; 2 &amp; 3</text></svg>',
  );
});

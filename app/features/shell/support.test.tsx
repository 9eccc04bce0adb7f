import { renderToString } from "react-dom/server";
import { createRoutesStub } from "react-router";
import { expect, test } from "vitest";
import { anImport } from "#tests/support/sample-import.ts";
import { CurrentImport } from "../imports/current-import.tsx";
import { Footer } from "./footer.tsx";
import { RouteError } from "./route-error.tsx";

function draw(support: string, of: "page" | "error"): string {
  const failed = anImport({ id: "0a1b2c3d-0000-4000-8000-000000000000", status: "failed" });
  const facts = { confirmation: null, canUndo: false, canRetry: false, errorsPurged: false };
  const quiet = { odd: null, unchecked: null };
  const Page = createRoutesStub([
    {
      id: "root",
      path: "/",
      Component: () => (
        <>
          <CurrentImport
            one={failed}
            school={{ uai: "0808088X", kind: "sco-menj" }}
            activePupils={640}
            {...facts}
            {...quiet}
          />
          <Footer />
        </>
      ),
      ErrorBoundary: RouteError,
    },
  ]);
  const hydrationData = {
    loaderData: { root: { requestId: "the-request", support } },
    ...(of === "error" && { errors: { root: new Error("ours") } }),
  };
  const html = renderToString(<Page initialEntries={["/"]} hydrationData={hydrationData} />);
  return html.replaceAll("<!-- -->", "");
}

test("the footer gives the address of the support, and nothing while there is none", () => {
  const link = '<a href="mailto:aide@essai.test">aide@essai.test</a>';
  const footer = (html: string) => html.slice(html.indexOf("<footer"));
  expect(footer(draw("aide@essai.test", "page"))).toContain(link);
  expect(draw("", "page")).not.toContain("mailto:");
});

test("a failed import gives its reference and who to write to", () => {
  const html = draw("aide@essai.test", "page");
  expect(html).toContain("<code>0a1b2c3d</code>");
  expect(html.match(/mailto:aide@essai\.test/g)).toHaveLength(2);
});

test("an error of ours gives its reference and who to write to", () => {
  const html = draw("aide@essai.test", "error");
  expect(html).toContain("<code>the-request</code>");
  expect(html).toContain("mailto:aide@essai.test");
});

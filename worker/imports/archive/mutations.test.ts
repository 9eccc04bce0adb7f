import fc from "fast-check";
import { expect, test } from "vitest";
import { FILE_CODES } from "../codes.ts";
import { aZip, readZip } from "./sample-archive.ts";

const XML = Array.from({ length: 40 }, (_, index) => `<ELEVE ELEVE_ID="${index * 7919}"/>`).join(
  "\n",
);
const DEFLATED = aZip([{ name: "a.xml", content: XML }, { name: ".DS_Store" }]);
const STORED = aZip([{ name: "lisez-moi.txt" }, { name: "b/a.xml", content: XML, stored: true }]);

test("an archive cut at any byte is a coded fault", async () => {
  for (const zip of [DEFLATED, STORED]) {
    for (let length = 0; length < zip.length; length += 1) {
      const fault = await readZip(zip.subarray(0, length));
      expect(fault, `${length} bytes`).toEqual({
        code: "FILE_INVALID",
        detail: { reason: "truncated" },
      });
    }
  }
});

test("an archive damaged anywhere gives its intact file or a coded fault, and never throws", async () => {
  let refused = 0;
  const change = fc.record({ at: fc.nat(5000), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(DEFLATED, STORED),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(1, 100, 4096),
      async (clean, changes, piece) => {
        const zip = clean.slice();
        for (const { at, byte } of changes) zip[at % zip.length] = byte;
        const outcome = await readZip(zip, { piece });
        if (typeof outcome === "string") {
          expect(outcome).toBe(XML);
        } else {
          refused += 1;
          expect(FILE_CODES).toContain(outcome.code);
          expect(Object.keys(outcome.detail ?? {}).length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(250);
});

test("arbitrary bytes as compressed data are inflated or refused, and never throw", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (data) => {
      const outcome = await readZip(aZip([{ name: "a.xml", content: XML, data }]), { piece: 50 });
      expect(outcome).toMatchObject({ code: "FILE_INVALID" });
    }),
    { numRuns: 500 },
  );
});

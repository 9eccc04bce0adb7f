import { expect, test } from "vitest";
import { inflateEntry } from "./inflate.ts";
import { aZip, bytesOf, readZip } from "./sample-archive.ts";

test("workerd inflates and checks an archive", async () => {
  const content = "<BEE_ELEVES>Zoé</BEE_ELEVES>".repeat(2000);
  expect(await readZip(aZip([{ name: "a.xml", content }]))).toBe(content);
  const wrong = { crc: 1 };
  const damaged = aZip([{ name: "a.xml", content, central: wrong, local: wrong }]);
  expect(await readZip(damaged)).toEqual({ code: "FILE_INVALID", detail: { reason: "corrupt" } });
});

test("workerd reads a stream as an entry", async () => {
  const data = bytesOf("<BEE_ELEVES/>");
  const entry = { dataOffset: 0, compressedSize: data.length, size: data.length, method: 0 };
  const body = new Response("<BEE_ELEVES/>").body ?? new ReadableStream<Uint8Array>();
  const outcome = await inflateEntry({ ...entry, crc: 0 }, body, async () => {});
  expect(outcome).toEqual({
    ok: false,
    fault: { code: "FILE_INVALID", detail: { reason: "corrupt" } },
  });
});

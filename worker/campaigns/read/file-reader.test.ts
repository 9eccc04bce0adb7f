import { expect, test } from "vitest";
import {
  type CampaignEra,
  type CampaignFileKind,
  campaignFileText,
  ERAS,
} from "#tests/support/campaign-file.ts";
import { momentOfFilename } from "./file-moment.ts";
import { CampaignFileReader } from "./file-reader.ts";

/** The same two moments as each era writes them, and their values. */
const MOMENTS: Record<
  CampaignEra,
  { start: string; sent: string; startAt: string; sentAt: string }
> = {
  "2020": {
    start: "2020-09-14",
    sent: "2020-09-15",
    startAt: "2020-09-14T00:00:00.000Z",
    sentAt: "2020-09-15T00:00:00.000Z",
  },
  "2022": {
    start: "2022-09-14",
    sent: "14/11/2022",
    startAt: "2022-09-14T00:00:00.000Z",
    sentAt: "2022-11-14T00:00:00.000Z",
  },
  "2024": {
    start: "2024-12-14T08:30:00.000Z",
    sent: "2024-12-15T09:00:00.000Z",
    startAt: "2024-12-14T08:30:00.000Z",
    sentAt: "2024-12-15T09:00:00.000Z",
  },
  "2026": {
    start: "14/10/2026 10:30",
    sent: "15/11/2026 10:30",
    startAt: "2026-10-14T08:30:00.000Z",
    sentAt: "2026-11-15T09:30:00.000Z",
  },
};
const KINDS: CampaignFileKind[] = ["assessment", "collection", "exam"];
const bytes = (text: string) => new TextEncoder().encode(text);

/** Reads in windows of `size` bytes, by default the whole file at once. */
function readCampaignFile(file: Uint8Array, size = file.byteLength) {
  const reader = new CampaignFileReader();
  for (let at = 0; at + size < file.byteLength; at += size) {
    reader.push(file.slice(at, at + size), false);
  }
  const rest = Math.floor(Math.max(file.byteLength - 1, 0) / Math.max(size, 1)) * size;
  reader.push(file.slice(rest), true);
  return reader.finish();
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

test.each(ERAS.flatMap((era) => KINDS.map((kind) => [era, kind] as const)))(
  "the file of %s, %s, is read as its facts say",
  (era, kind) => {
    const { start, sent, startAt, sentAt } = MOMENTS[era];
    const shared = { shared: true, sharedOn: sent, startedOn: start };
    const lines = [
      {
        lastName: "LE GOFF",
        firstName: "Inès",
        division: "6A",
        ...shared,
        mastery: "0,25",
        pix: "312",
      },
      { lastName: "D'ŒUVRE", firstName: "Zoé", division: "6A", startedOn: start, progress: "1" },
      { lastName: "=MARTIN", firstName: "Noé", division: "6B", startedOn: start },
    ];
    const read = readCampaignFile(bytes(campaignFileText(lines, { era, kind })));
    const isCollection = kind === "collection";
    const begun = isCollection ? null : startAt;
    expect(read).toMatchObject({
      ...{ ok: true, kind, externalId: "4242", name: "Rentrée sixième" },
      code: era === "2024" || era === "2026" ? "ABCDEF234" : null,
    });
    if (!read.ok) return;
    const told = read.lines.map((one) => [
      one.lastName,
      one.division,
      one.rank,
      iso(one.at),
      one.mastery,
      one.pix,
    ]);
    const division = (name: string) => (era === "2020" ? "" : name);
    expect(told).toEqual([
      ["LE GOFF", division("6A"), 3, sentAt, isCollection ? null : 0.25, isCollection ? 312 : null],
      ["D'ŒUVRE", division("6A"), kind === "assessment" ? 2 : 1, begun, null, null],
      ["=MARTIN", division("6B"), 1, begun, null, null],
    ]);
  },
);

test.each([";", ",", "\t"])("the delimiter %j is found, after a line sep= too", (delimiter) => {
  const text = campaignFileText([{ lastName: "A", firstName: "B", division: "6A" }], { delimiter });
  const saved = `sep=${delimiter}\r\n${text.replace("\ufeff", "").replaceAll("\n", "\r\n")}`;
  expect(readCampaignFile(bytes(saved))).toMatchObject({ ok: true, lines: [{ division: "6A" }] });
});

test("a file that a spreadsheet saved in windows-1252 keeps its Œ and its accents", () => {
  const text = campaignFileText([{ lastName: "D-UVRE", firstName: "Ines", division: "6A" }]);
  const latin = [...text.replace("\ufeff", "")].map((sign) => sign.charCodeAt(0));
  const at = text.replace("\ufeff", "").indexOf("D-UVRE") + 1;
  latin[at] = 0x8c;
  expect(readCampaignFile(new Uint8Array(latin))).toMatchObject({
    ok: true,
    lines: [{ lastName: "DŒUVRE" }],
  });
});

test("the moment in a file's name is Paris time, in winter and in summer", () => {
  expect(iso(momentOfFilename("Resultats-Rentrée-12-2026-10-02-0915.csv"))).toBe(
    "2026-10-02T07:15:00.000Z",
  );
  expect(iso(momentOfFilename("Resultats-x-12-2026-12-02-0915 (1).csv"))).toBe(
    "2026-12-02T08:15:00.000Z",
  );
  expect(momentOfFilename("resultats.csv")).toBeNull();
});

test("windows of any size give the same lines, and a row cut by a window is complete", () => {
  const lines = Array.from({ length: 3_000 }, (_, at) => ({
    ...{ lastName: `D'ŒUVRE-${at}`, firstName: "Zoé", division: "6A", shared: at % 2 === 0 },
    ...{ startedOn: "14/10/2026 10:30", sharedOn: "15/11/2026 10:30", mastery: "0,5" },
  }));
  const file = bytes(campaignFileText(lines));
  const whole = readCampaignFile(file);
  expect(whole).toMatchObject({ ok: true, lines: { length: 3_000 } });
  for (const size of [7_001, 65_537, 256 * 1024]) {
    expect(readCampaignFile(file, size)).toEqual(whole);
  }
});

test("a file concatenated with itself is one campaign; with another file it is mixed", () => {
  const text = campaignFileText([{ lastName: "A", firstName: "B", division: "6A" }]);
  const twice = `${text}${text.replace("\ufeff", "")}`;
  expect(readCampaignFile(bytes(twice))).toMatchObject({ ok: true, lines: { length: 2 } });
  const other = campaignFileText([{ lastName: "A", firstName: "B" }], { kind: "collection" });
  expect(readCampaignFile(bytes(`${text}${other.replace("\ufeff", "")}`))).toMatchObject({
    ...{ ok: false, code: "CAMPAIGNS_MIXED" },
  });
});

test("the last moment in a file's name counts, a day alone too, and no date that does not exist", () => {
  expect(iso(momentOfFilename("Resultats-Test 2025-09-01-1000-12-2026-12-02-0815.csv"))).toBe(
    "2026-12-02T07:15:00.000Z",
  );
  expect(iso(momentOfFilename("resultats 2026-12-02.csv"))).toBe("2026-12-01T23:00:00.000Z");
  expect(momentOfFilename("Resultats-x-2026-13-02-0815.csv")).toBeNull();
  expect(momentOfFilename("Resultats-x-2026-12-02-9915.csv")).toBeNull();
});

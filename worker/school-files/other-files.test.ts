import { expect, test } from "vitest";
import { aZip } from "../imports/archive/sample-archive.ts";
import { recognizeCsv } from "./known-csv.ts";
import { recognizeEntries, recognizeNoText, recognizeOther } from "./other-files.ts";

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const wide = (text: string) => bytesOf([...text].map((character) => `${character}\0`).join(""));

test("files often sent instead of an export are recognised by their first bytes", () => {
  const cases: [string, string][] = [
    ["%PDF-1.7\n", "pdf"],
    ["\x89PNG\r\n\x1a\n", "image"],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "image"],
    ["RIFF\x10\0\0\0WEBPVP8 ", "image"],
    ["\0\0\0\x18ftypheic", "image"],
    ["\0\0\0\x18ftypheix", "image"],
    ["\0\0\0\x1cftypavif", "image"],
    ["II*\0\x08\0\0\0", "image"],
    ["BM\x36\x10\x0e\0\0\0\0\0\x36", "image"],
    [`<?xml version="1.0"?><svg xmlns="x">`, "image"],
    ["\0\0\0\x20ftypisom", "video"],
    [`${"a".repeat(257)}ustar\0`, "archive"],
    ["L\0\0\0\x01\x14\x02\0", "shortcut"],
    ["[InternetShortcut]\r\nURL=", "shortcut"],
    ["MIME-Version: 1.0\r\n", "mail"],
    ["From: <lou@exemple.test>\r\n", "mail"],
    ["{\\rtf1\\ansi", "rich-text"],
    ["7z\xbc\xaf\x27\x1c\0\x04", "archive"],
    ["Rar!\x1a\x07\x01\0", "archive"],
    ["\x1f\x8b\x08\0", "archive"],
    ["<!DOCTYPE html>\n<html lang='fr'>", "web-page"],
    ["\xef\xbb\xbf\r\n<HTML><head>", "web-page"],
    [`<?xml version="1.0"?><!-- x --><!DOCTYPE html PUBLIC "-//W3C">`, "web-page"],
    [`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>`, "workbook"],
    ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"],
  ];
  for (const [text, found] of cases) expect(recognizeOther(bytesOf(text)), text).toBe(found);
  const old = bytesOf("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
  expect(recognizeOther(Uint8Array.from([...old, ...wide("WordDocument")]))).toBe("word");
  expect(recognizeOther(Uint8Array.from([...old, ...wide("Workbook")]))).toBe("workbook");
  expect(recognizeOther(Uint8Array.from([...old, ...wide("PowerPoint Document")]))).toBe("slides");
  expect(recognizeOther(Uint8Array.from([...old, ...wide("__substg1.0_001A")]))).toBe("mail");
  expect(recognizeOther(wide("<html>"))).toBe("web-page");
});

test("an export is not taken for another file", () => {
  for (const text of [
    "",
    `<?xml version="1.0" encoding="ISO-8859-15"?><BEE_ELEVES>`,
    "<!-- <html> --><BEE_ELEVES>",
    "<htmlx/>",
    "Identifiant unique*;",
  ]) {
    expect(recognizeOther(bytesOf(text)), text).toBeNull();
  }
  expect(recognizeOther(aZip([{ name: "ElevesSansAdresses.xml" }]))).toBeNull();
});

test("an office document is recognised by its first entries", () => {
  const types = { name: "[Content_Types].xml" };
  expect(recognizeOther(aZip([types, { name: "word/document.xml" }]))).toBe("word");
  expect(recognizeOther(aZip([types, { name: "xl/workbook.xml" }]))).toBe("workbook");
  expect(recognizeOther(aZip([types, { name: "ppt/presentation.xml" }]))).toBe("slides");
  expect(recognizeOther(aZip([types, { name: "autre.xml" }]))).toBe("office");
  for (const name of ["Index/Document.iwa", "Index.zip"]) {
    expect(recognizeOther(aZip([{ name: "preview.jpg" }, { name }])), name).toBe("iwork");
    expect(recognizeEntries(["preview.jpg", name])).toBe("iwork");
  }
  for (const [type, found] of [
    ["vnd.oasis.opendocument.text", "text-document"],
    ["vnd.oasis.opendocument.spreadsheet", "workbook"],
    ["epub+zip", "book"],
  ]) {
    const entry = { name: "mimetype", content: `application/${type}`, stored: true };
    expect(recognizeOther(aZip([entry])), type).toBe(found);
  }
});

test("a CSV of another page is recognised by its columns, however it is written", () => {
  const cases: [string, string | null][] = [
    [
      "\xef\xbb\xbfNom;Pr\xc3\xa9nom;Date de naissance;Classe;Niveau;INE;D\xc3\xa9sactiv\xc3\xa9 le;Motif\r\n",
      "pupil-list",
    ],
    [
      "sep=,\nNum\xe9ro de certification,Nom,Date de passage de la certification\n1,2,3\n",
      "results",
    ],
    ['"Nom de la campagne";"Nom du Participant";"Classe"\n', "campaign-results"],
    ["IDENTIFIANT UNIQUE*;Premier pr\xe9nom*\n", "fregata"],
    ["Nom;Pr\xe9nom;Classe\n", null],
    ["Bonjour", null],
    ["", null],
  ];
  for (const [text, found] of cases) expect(recognizeCsv(bytesOf(text)), text).toBe(found);
});

test("an archive and an XML are no text of columns", () => {
  expect(recognizeNoText(aZip([{ name: "ElevesSansAdresses.xml" }]))).toBe("zip");
  expect(recognizeNoText(bytesOf("\xef\xbb\xbf <?xml version='1.0'?><BEE_ELEVES/>"))).toBe("xml");
  expect(recognizeNoText(wide("<BEE_ELEVES/>"))).toBe("xml");
  expect(recognizeNoText(bytesOf("Nom;Classe"))).toBeNull();
});

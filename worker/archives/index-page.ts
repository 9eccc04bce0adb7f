import { archivePage as words } from "#words/archive.ts";
import { escapeHtml } from "../platform/html.ts";
import { linkTo } from "./names.ts";

export type ArchivedClass = {
  year: string;
  division: string;
  results: number;
  attestations: number;
  csv: string;
  /** Null when no pupil of the class has a validated result. */
  pdf: string | null;
};

export type ArchivedCampaign = {
  year: string;
  name: string;
  expected: number;
  received: number;
  csv: string;
};

export type ArchiveContents = {
  school: { name: string; uai: string };
  /** ISO date. */
  day: string;
  /** Null when the school has no certification result. */
  whole: string | null;
  classes: ArchivedClass[];
  campaigns: ArchivedCampaign[];
};

/** The index page of the archive: one file in French, without external scripts or styles. */
export function writeIndexPage(contents: ArchiveContents): string {
  const { school, day, whole, classes, campaigns } = contents;
  const years = [...new Set(classes.map(({ year }) => year))];
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.title(school.name))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(words.title(school.name))}</h1>
<p>${escapeHtml(words.made(school.uai, day))}</p>
</header>
<main>
<p>${escapeHtml(words.intro)}</p>
${whole === null ? "" : `<p><a href="${linkTo(whole)}">${escapeHtml(words.whole)}</a></p>`}
${years
  .map((year) =>
    yearTable(
      year,
      classes.filter((one) => one.year === year),
    ),
  )
  .join("\n")}
${campaigns.length > 0 ? campaignTable(campaigns) : ""}
</main>
<footer><p>${escapeHtml(words.foot)}</p></footer>
</body>
</html>
`;
}

function yearTable(year: string, classes: ArchivedClass[]): string {
  const { columns } = words;
  const heads = [columns.division, columns.results, columns.attestations, columns.files];
  return `<section>
<h2>${escapeHtml(words.year(year))}</h2>
<table>
<caption>${escapeHtml(words.caption(year, classes.length))}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("")}</tr></thead>
<tbody>
${classes.map(classRow).join("\n")}
</tbody>
</table>
</section>`;
}

function campaignTable(campaigns: ArchivedCampaign[]): string {
  const { columns } = words.campaigns;
  const heads = [columns.name, columns.year, columns.expected, columns.received, columns.file];
  const row = (one: ArchivedCampaign) => {
    const cells = [one.year, String(one.expected), String(one.received)].map(escapeHtml);
    const link = `<a href="${linkTo(one.csv)}">${escapeHtml(words.campaigns.csv)}<span> ${escapeHtml(words.campaigns.of(one.name, one.year))}</span></a>`;
    return `<tr><th scope="row">${escapeHtml(one.name)}</th>${[...cells, link].map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  };
  return `<section>
<h2>${escapeHtml(words.campaigns.title)}</h2>
<table>
<caption>${escapeHtml(words.campaigns.caption(campaigns.length))}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("")}</tr></thead>
<tbody>
${campaigns.map(row).join("\n")}
</tbody>
</table>
</section>`;
}

function classRow(one: ArchivedClass): string {
  const name = one.division || words.noClass;
  const link = (path: string, label: string) =>
    `<li><a href="${linkTo(path)}">${escapeHtml(label)}<span> ${escapeHtml(words.of(name))}</span></a></li>`;
  const files = [
    link(one.csv, words.csv),
    one.pdf === null ? `<li>${escapeHtml(words.noPdf)}</li>` : link(one.pdf, words.pdf),
  ];
  const cells = [String(one.results), String(one.attestations), `<ul>${files.join("")}</ul>`];
  return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

const STYLE = `
:root{color-scheme:light dark;--line:#8a94a6;--link:#0b5f60}
@media (prefers-color-scheme:dark){:root{--link:#6fd0c6}}
html{background:Canvas;color:CanvasText}
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
a{color:var(--link)}a span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.25rem 0}
th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
ul{margin:0;padding:0;list-style:none}`;

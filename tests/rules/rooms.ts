import { posix } from "node:path";
import { codeOf, importsOf, isTest, type Tree } from "./sources.ts";

/** The rooms that a room may call, besides itself and `platform` (`docs/architecture.md` 2). */
const STANDS_ON: Record<string, string[]> = {
  platform: [],
  "school-files": [],
  // The row of a school in its database: every room of a school's data refers to it.
  schools: [],
  organizations: ["school-files", "schools"],
  journal: ["organizations"],
  // It writes in the school's journal what happened to a link.
  mail: ["organizations", "journal"],
  accounts: ["organizations", "mail", "journal"],
  team: ["accounts", "organizations", "mail", "journal", "school-files"],
  pupils: ["schools", "organizations", "journal"],
  imports: ["schools", "pupils", "organizations", "journal", "school-files"],
  // It calls imports, which know nothing of mails; no room calls it.
  news: ["imports", "mail"],
  // It reads every room's tables and writes none; no room calls it.
  operator: ["organizations"],
  // The queue of documents; the rooms whose documents it makes call it.
  documents: ["schools", "organizations"],
  certifications: ["schools", "pupils", "organizations", "journal", "school-files", "documents"],
  rights: [
    "pupils",
    "imports",
    "certifications",
    "campaigns",
    "documents",
    "accounts",
    "organizations",
    "mail",
    "journal",
  ],
  campaigns: ["schools", "pupils", "organizations", "journal", "mail", "school-files", "documents"],
  archives: ["certifications", "campaigns", "documents", "organizations", "journal"],
  demo: [
    ...["school-files", "schools", "organizations", "journal", "mail", "accounts", "team"],
    ...["pupils", "imports", "certifications", "campaigns"],
  ],
};

/** Pure functions: they run anywhere, and are tested without a platform. */
const PURE = [
  /^worker\/school-files\//,
  /^worker\/imports\/(formats|archive)\//,
  /^worker\/imports\/(codes|records|view)\.ts$/,
  /^worker\/team\/(addresses|roles)\.ts$/,
  /^worker\/pupils\/(arrivals-sql|division|leaving|level|list-statements|mask-ine|name-key|name-sql|place-names|shown-value)\.ts$/,
  /^worker\/campaigns\/(read\/|sheets\/(draw-qr|pupil-list|render-sheets|sheet-page)\.ts$|(codes|match-lines|programme|view)\.ts$)/,
  /^worker\/demo\/(population|names|certifications|campaigns)\.ts$/,
  /^worker\/platform\/(bounds|display-name|html|page-number)\.ts$/,
  /^worker\/certifications\/(read|attestation)\//,
  /^worker\/documents\/(pdf\/(?!fonts)|view\.ts$)/,
  /^worker\/archives\/(index-page|names|zip-writer)\.ts$/,
  /^worker\/certifications\/(documents\/view|show\/level-figures)\.ts$/,
  /^worker\/organizations\/annuaire\/(columns|row-reader|school-row)\.ts$/,
  /^worker\/accounts\/(password-rules|password-words|person-name)\.ts$/,
  /^worker\/certifications\/(framework|order|result|result-change)\.ts$/,
];

/** Modules that pages may only reach through a use-case. */
const INNER = /\/(store|schema|consumer)\.ts$|\/[\w-]*(desk|-object)\.ts$/;

const MAY_USE_CRC32 = /^worker\/imports\/archive\//;

/** Every import against the direction of the rooms, one sentence each. Tests may import anything. */
export function findRoomOffences(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => !isTest(path))
    .flatMap(([path, text]) => [
      ...importsOf(path, text).flatMap(({ specifier, typeOnly }) => {
        const target = resolve(path, specifier);
        const offence = target
          ? findOffence(path, target, typeOnly)
          : findLibraryOffence(path, specifier, text);
        return offence ? [`${path} imports ${target ?? specifier}: ${offence}`] : [];
      }),
      ...(isPure(path) ? findImpurities(path, text) : []),
    ]);
}

/** A path of the project, or null for a library. */
function resolve(path: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (!specifier.startsWith(".")) return null;
  return posix.join(posix.dirname(path), specifier);
}

function isPure(path: string): boolean {
  return PURE.some((each) => each.test(path));
}

function findOffence(from: string, to: string, typeOnly: boolean): string | null {
  if (to.startsWith("words/") || isGenerated(to)) return null;
  if (/^(tests|scripts|bench)\//.test(to)) return "the product does not use its tests and tools";
  if (from.startsWith("words/")) return "the sentences import nothing";
  if (isPure(from) && !isPure(to) && !typeOnly) return "pure files use pure files";
  if (from.startsWith("worker/")) return findWorkerOffence(from, to);
  return to.startsWith("worker/") ? findPageOffence(from, to, typeOnly) : null;
}

/** Types and builds that React Router writes, and files that are not code (styles, samples). */
function isGenerated(to: string): boolean {
  return to.includes("/+types/") || to.startsWith("build/") || !/\.tsx?$/.test(to);
}

function findWorkerOffence(from: string, to: string): string | null {
  const room = roomOf(from);
  if (room === null) return null;
  if (!(room in STANDS_ON)) return `room "${room}" is not in the table of tests/rules/rooms.ts`;
  if (!to.startsWith("worker/")) return "a room does not know the pages";
  const other = roomOf(to);
  if (other === null) return to.endsWith(".d.ts") ? null : "a room does not know the wiring";
  if (other === room || other === "platform" || STANDS_ON[room]?.includes(other)) return null;
  return `${room} may not use ${other}`;
}

/** The folder under `worker/`; null for the wiring beside the rooms (`index.ts`, `http.ts`). */
function roomOf(path: string): string | null {
  const [, room, file] = path.split("/");
  return file === undefined ? null : (room ?? null);
}

function findPageOffence(from: string, to: string, typeOnly: boolean): string | null {
  if (INNER.test(to)) return "pages use use-cases, not what is behind them";
  if (roomOf(to) === "demo") return "only http.ts uses the demo";
  return runsInBrowser(from) && !typeOnly && !isPure(to)
    ? "parts of pages use types and pure rules only"
    : null;
}

/** Parts of pages, except those that the build refuses to a browser by their name. */
function runsInBrowser(path: string): boolean {
  return /^app\/(ui|features)\//.test(path) && !/\.server\.tsx?$/.test(path);
}

function findLibraryOffence(path: string, specifier: string, text: string): string | null {
  if (runsInBrowser(path) && /^(cloudflare:|drizzle-orm|node:|hono)/.test(specifier)) {
    return "parts of pages run in the browser";
  }
  if (!isPure(path)) return null;
  if (/^cloudflare:|^drizzle-orm/.test(specifier)) return "pure files know no platform";
  if (!specifier.startsWith("node:")) return null;
  const onlyCrc32 = /import\s*\{\s*crc32\s*\}\s*from\s*"node:zlib"/.test(text);
  if (MAY_USE_CRC32.test(path) && specifier === "node:zlib" && onlyCrc32) return null;
  return "pure files know no platform";
}

function findImpurities(path: string, text: string): string[] {
  if (isTest(path)) return [];
  const code = codeOf(path, text);
  const offences: [RegExp, string][] = [
    [
      /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bperformance\.now\b/,
      "reads the clock",
    ],
    [/\bEnv\b/, "knows the bindings"],
  ];
  return offences.filter(([sign]) => sign.test(code)).map(([, what]) => `${path}: ${what}`);
}

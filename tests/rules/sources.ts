import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor, type VisitorObject } from "vite";

/** A tree of sources for the rules: path from the project's root to text. */
export type Tree = Map<string, string>;

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Generated files, or files of others. */
const NOT_OURS = new Set([
  "node_modules",
  ".git",
  "build",
  ".wrangler",
  ".react-router",
  ".test",
  "worker-configuration.d.ts",
  "package-lock.json",
]);

const MODULE = /\.[cm]?[jt]sx?$/;

/** The files under these folders (or these files) of the project whose name matches. */
export function readTree(paths: string[], name: RegExp = MODULE): Tree {
  const files = paths.flatMap((path) => listFiles(join(ROOT, path)));
  return new Map(
    files
      .filter((file) => name.test(file))
      .map((file) => [relative(ROOT, file), readFileSync(file, "utf8")]),
  );
}

function listFiles(path: string): string[] {
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    // A single file, or a folder that does not exist yet.
    return error.code === "ENOTDIR" ? [path] : [];
  }
  return entries
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const full = join(path, entry.name);
      return entry.isDirectory() ? listFiles(full) : entry.isFile() ? [full] : [];
    });
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

export type Import = { specifier: string; typeOnly: boolean };

/** Everything a module imports, re-exports or loads on demand. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (source: { type: string; value?: unknown } | null, typeOnly: boolean) => {
    if (typeof source?.value === "string") found.push({ specifier: source.value, typeOnly });
  };
  visit(path, text, {
    ImportDeclaration: ({ source, importKind, specifiers }) =>
      add(
        source,
        importKind === "type" ||
          (specifiers.length > 0 && specifiers.every((one) => isTypeSpecifier(one))),
      ),
    ExportAllDeclaration: ({ source, exportKind }) => add(source, exportKind === "type"),
    ExportNamedDeclaration: ({ source, exportKind }) => add(source, exportKind === "type"),
    ImportExpression: ({ source }) => add(source, false),
    TSImportType: ({ source }) => add(source, true),
  });
  return found;
}

function isTypeSpecifier(specifier: { type: string; importKind?: string }): boolean {
  return specifier.type === "ImportSpecifier" && specifier.importKind === "type";
}

/** The text of a module without its comments, line for line. */
export function codeOf(path: string, text: string): string {
  let code = text;
  for (const { start, end } of parseSync(path, text).comments) {
    const blank = text.slice(start, end).replace(/[^\n]/g, " ");
    code = code.slice(0, start) + blank + code.slice(end);
  }
  return code;
}

/** Calls the visitor on each node of a module. */
export function visit(path: string, text: string, visitor: VisitorObject): void {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  new Visitor(visitor).visit(program);
}

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

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
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (node && ts.isStringLiteral(node)) found.push({ specifier: node.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  if (clause.name || !names || !ts.isNamedImports(names)) return false;
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
}

/** The code of a module without its comments. */
export function codeOf(path: string, text: string): string {
  return ts.createPrinter({ removeComments: true }).printFile(parse(path, text));
}

function parse(path: string, text: string): ts.SourceFile {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

import { type PDFDict, type PDFDocument, PDFName, type PDFObject, type PDFRef } from "pdf-lib";

/** What a part of a page is, for those who listen to it. */
export type Role = "Sect" | "H1" | "H2" | "H3" | "P" | "Table" | "TR" | "TH" | "TD";

type Node = { ref: PDFRef; dict: PDFDict; children: Array<PDFRef | number> };

/**
 * The structure tree of a document (PDF 32000-1, 14.7): which marked content of which page is a title,
 * a paragraph, a cell. `open` and `close` nest; `mark` adds a leaf and gives its number on the page.
 */
export function createStructure(doc: PDFDocument) {
  const { context } = doc;
  const rootRef = context.nextRef();
  const pages: PDFRef[][] = [];
  const document = createNode("Document", rootRef);
  const stack = [document];

  function createNode(role: string, parent: PDFRef, page?: PDFRef): Node {
    const dict = context.obj({ S: role, P: parent, ...(page && { Pg: page }) });
    return { ref: context.register(dict), dict, children: [] };
  }

  function addNode(role: Role, page?: PDFRef): Node {
    const parent = stack.at(-1) ?? document;
    const node = createNode(role, parent.ref, page);
    parent.children.push(node.ref);
    return node;
  }

  function seal(node: Node) {
    const kids: PDFObject = context.obj(node.children);
    node.dict.set(PDFName.of("K"), kids);
  }

  return {
    /** The number a page carries as its `StructParents`. */
    addPage(): number {
      return pages.push([]) - 1;
    },
    open(role: Role) {
      stack.push(addNode(role));
    },
    close() {
      const node = stack.pop();
      if (node) seal(node);
    },
    mark(role: Role, pageNumber: number, page: PDFRef): number {
      const node = addNode(role, page);
      if (role === "TH")
        node.dict.set(PDFName.of("A"), context.obj({ O: "Table", Scope: "Column" }));
      const marks = pages[pageNumber] ?? [];
      const id = marks.push(node.ref) - 1;
      node.children.push(id);
      seal(node);
      return id;
    },
    finish() {
      seal(document);
      const numbers = pages.flatMap((refs, index) => [index, context.obj(refs)]);
      const tree = context.obj({
        Type: "StructTreeRoot",
        K: document.ref,
        ParentTree: context.register(context.obj({ Nums: numbers })),
        ParentTreeNextKey: pages.length,
      });
      context.assign(rootRef, tree);
      doc.catalog.set(PDFName.of("StructTreeRoot"), rootRef);
      doc.catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
    },
  };
}

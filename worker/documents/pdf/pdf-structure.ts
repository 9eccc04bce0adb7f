import {
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFObject,
  type PDFRef,
} from "pdf-lib";

/** The role of a part of a page, for screen readers. */
export type Role =
  | ("Sect" | "H1" | "H2" | "H3" | "P" | "Figure")
  | ("Table" | "TR" | "TH" | "TD" | "L" | "LI" | "LBody");

type Node = { ref: PDFRef; dict: PDFDict; children: PDFRef[] };

/**
 * The structure tree of a document (PDF 32000-1, 14.7): which marked content of which page is a title, a paragraph,
 * a cell. `open` and `close` nest; `mark` adds a leaf and returns its number on the page.
 */
export function createStructure(doc: PDFDocument) {
  const { context } = doc;
  const rootRef = context.nextRef();
  const pages: PDFRef[][] = [];
  const document = createNode("Document", rootRef);
  const stack = [document];

  function createNode(role: string, parent: PDFRef): Node {
    const dict = context.obj({ S: role, P: parent });
    return { ref: context.register(dict), dict, children: [] };
  }

  function seal(node: Node) {
    node.dict.set(PDFName.of("K"), context.obj(node.children));
  }

  return {
    /** The number a page carries as its `StructParents`. */
    addPage(): number {
      return pages.push([]) - 1;
    },
    open(role: Role) {
      const parent = stack.at(-1) ?? document;
      const node = createNode(role, parent.ref);
      parent.children.push(node.ref);
      stack.push(node);
    },
    close() {
      const node = stack.pop();
      if (node) seal(node);
    },
    mark(role: Role, pageNumber: number, page: PDFRef, alt?: string): number {
      const parent = stack.at(-1) ?? document;
      const marks = pages[pageNumber] ?? [];
      const ref = context.register(new Leaf(role, parent.ref, page, marks.length, alt));
      parent.children.push(ref);
      return marks.push(ref) - 1;
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

/**
 * The element of one marked content. A page has about fifty: as pdf-lib dictionaries, those of a thousand pages
 * would fill the memory of a Worker.
 */
class Leaf extends PDFObject {
  readonly #role: Role;
  readonly #parent: PDFRef;
  readonly #page: PDFRef;
  readonly #mark: number;
  readonly #alt: string;

  constructor(role: Role, parent: PDFRef, page: PDFRef, mark: number, alt?: string) {
    super();
    this.#role = role;
    this.#parent = parent;
    this.#page = page;
    this.#mark = mark;
    this.#alt = alt === undefined ? "" : `/Alt ${PDFHexString.fromText(alt)}`;
  }

  override toString(): string {
    const scope = this.#role === "TH" ? "/A<</O/Table/Scope/Column>>" : "";
    return `<</S/${this.#role}/P ${this.#parent}/Pg ${this.#page}/K ${this.#mark}${scope}${this.#alt}>>`;
  }

  override sizeInBytes(): number {
    return this.toString().length;
  }

  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    return new TextEncoder().encodeInto(this.toString(), buffer.subarray(offset)).written;
  }
}

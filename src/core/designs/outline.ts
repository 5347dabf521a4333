/** Lines are numbered from 1. */
export interface Heading {
  readonly title: string;
  readonly depth: number;
  readonly line: number;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly line: number;
  /** Its lines, without the signs of lists and quotes. */
  readonly lines: readonly string[];
}

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly kind: 'table';
  readonly line: number;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

export interface Fence {
  readonly kind: 'fence';
  /** Of the sign that opens it. */
  readonly line: number;
  readonly info: string;
  readonly lines: readonly string[];
}

export type Block = TextBlock | Table | Fence;

/** What a Markdown document is made of, in order. HTML is left out: it is not part of a design. */
export interface Outline {
  readonly headings: readonly Heading[];
  readonly blocks: readonly Block[];
}

/** A heading and what stands under it, deeper headings and all. */
export interface Part {
  readonly heading: Heading;
  readonly blocks: readonly Block[];
}

/** The first part with this title, however deep its heading is; capitals and a number before it make no difference. */
export function partOf({ headings, blocks }: Outline, title: string): Part | undefined {
  const at = headings.findIndex((heading) => plainTitle(heading.title) === plainTitle(title));
  const heading = headings[at];
  if (!heading) return undefined;
  const next = headings.slice(at + 1).find(({ depth }) => depth <= heading.depth);
  const end = next?.line ?? Infinity;
  return { heading, blocks: blocks.filter(({ line }) => line > heading.line && line < end) };
}

/** A title as it is compared. */
export function plainTitle(title: string): string {
  return title
    .replace(/^\d+(\.\d+)*[.)]?\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

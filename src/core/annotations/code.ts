/** The name in a declaration, as offsets into the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Code in which a declaration is looked for: comments and literals blanked, and how deep each place lies in brackets. */
export interface Code {
  readonly text: string;
  readonly depths: Int32Array;
}

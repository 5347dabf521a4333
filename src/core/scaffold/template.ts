/** A file to scaffold, with the text it gets. */
export interface Template {
  readonly path: string;
  readonly text: string;
}

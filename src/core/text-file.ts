/** A text file with its path in the folder that it belongs to. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The pinned editor, installed. */
export interface Editor {
  /** Holds node_modules with everything that package.json of this folder pins. */
  readonly root: string;
  /** The VS Code server inside it. */
  readonly vscode: string;
}

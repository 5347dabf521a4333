/** An object of ours that is disposed of like a `Disposable` of the editor, which is a class and fits its own instances only. */
export interface DisposableLike {
  dispose(): void;
}

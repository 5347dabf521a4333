/** An object of ours that is given back like a `Disposable` of the editor, which is a class and fits its own instances only. */
export interface DisposableLike {
  dispose(): void;
}

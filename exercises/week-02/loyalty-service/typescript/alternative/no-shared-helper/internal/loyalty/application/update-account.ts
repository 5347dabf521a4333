/** Left empty: each use case writes out its own few lines. */
export {};

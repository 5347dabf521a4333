/** Something that owns what must be given back: event subscriptions, views, running checks. */
export interface Owner {
  dispose(): void;
}

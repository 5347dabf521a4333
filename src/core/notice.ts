/** Something that the learner should hear although what they asked for goes on. */
export interface Notice {
  readonly message: string;
  /** The file that it is about, if there is one to look at. */
  readonly path?: string;
  /** The learner's folder that it is about. */
  readonly location: string;
}

export type Tell = (notice: Notice) => void;

/** Tells each message once. */
export function tellingOnce(tell: Tell): Tell {
  const told = new Set<string>();
  return (notice) => {
    if (told.has(notice.message)) return;
    told.add(notice.message);
    tell(notice);
  };
}

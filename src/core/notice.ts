/** Something that the learner should hear although what they asked for goes on. */
export interface Notice {
  readonly message: string;
  /** The file that it is about, if there is one to look at. */
  readonly path?: string;
  /** The learner's folder that it is about. */
  readonly location: string;
  /** A later notice with the same subject, in the same folder, replaces it. */
  readonly subject?: string;
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

/** Notices that nobody hears before all is done. */
export interface HeldNotices {
  readonly hear: Tell;
  /** Tells what was heard until now: of each subject the last. */
  readonly release: () => void;
}

export function heldNotices(tell: Tell): HeldNotices {
  const held = new Map<string, Notice>();
  return {
    hear: (notice) => {
      const { location, subject, message } = notice;
      held.set(JSON.stringify([location, subject ?? message]), notice);
    },
    release: () => {
      const notices = [...held.values()];
      held.clear();
      notices.forEach(tell);
    },
  };
}

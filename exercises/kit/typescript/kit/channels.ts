/** A way to reach a person: push, text message or mail. */
export interface Channel {
  /**
   * Resolves when the provider has taken the notice; a person may see it a little later. The provider knows the notice by its
   * `id`: sent again, it reaches nobody a second time. It may reject:
   *
   * - with `permanent: true` when this address will never work (a token that was withdrawn, a mailbox that is closed);
   * - with `retryAfterMs` when it gets too much from you: come back after that time;
   * - with any other error, also when only the answer was lost: then nobody knows whether the notice was taken.
   */
  send(notice: Notice): Promise<void>;
}

/** What a person is told. */
export interface Notice {
  /** The same for every try, also after a restart. Different notices have different ids. */
  id: string;
  /** A device's token, a number, a mail address. */
  to: string;
  text: string;
}

/** Why a channel refused a notice. */
export interface ChannelError extends Error {
  permanent?: boolean;
  retryAfterMs?: number;
}

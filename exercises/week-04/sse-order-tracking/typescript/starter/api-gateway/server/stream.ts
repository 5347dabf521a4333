/** Something that happened to an order. */
export interface StatusEvent {
  /** The name of the event, for example `paid`. Never empty. */
  type: string;
  /** Any text, often JSON. It may be empty and may have several lines. */
  data: string;
}

/** The response to one client. */
export interface StreamWriter {
  /** Sends status and headers. Once, before anything else. */
  writeHead(status: number, headers: Record<string, string>): void;
  /** Takes the text. `false`: taken, but the buffer is full now; wait for `onDrain`. Throws when the connection is gone. */
  write(text: string): boolean;
  /** Ends the response. Nothing may be written after it. */
  end(): void;
  /** Calls `fn` each time a full buffer has emptied. */
  onDrain(fn: () => void): void;
  /** Calls `fn` once, when the connection is gone, whoever closed it. It may come inside a `write`. */
  onClose(fn: () => void): void;
}

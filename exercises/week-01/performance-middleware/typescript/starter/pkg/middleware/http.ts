import type { Req } from '../../kit';

/** Sends one response. May be an instance of a class. */
export interface ResponseWriter {
  /** Sets the status code, 200 to 599, and the headers. Does nothing when the head is already set or sent. */
  writeHead(status: number, headers?: Record<string, string>): void;
  /**
   * Sends a part of the body; resolves when the client took it, and rejects when the client is gone. Sends the head first, with
   * 200 when none is set.
   */
  write(chunk: string): Promise<void>;
  /** Sends what is buffered. Sends the head first, with 200 when none is set. */
  flush(): void;
  /** Completes the response. Sends the head first, with 200 when none is set. */
  end(chunk?: string): void;
  /** `fn` is called once when the client leaves before the response was completed. May be called for several functions. */
  onClose(fn: () => void): void;
}

/** Answers a request. Its promise settles when it is done with the request. */
export type Handler = (r: Req, w: ResponseWriter) => Promise<void>;

/** Where requests are recorded: `Metrics` of the exercise metrics-registry fits. */
export interface RequestRecorder {
  recordRequest(method: string, endpoint: string, statusCode: string, seconds: number): void;
}

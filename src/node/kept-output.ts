const kept = 32 * 1024;

/** The beginning and the end of what a process prints: the middle of a flood tells nothing and is dropped. */
export class KeptOutput {
  #head: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  #dropped = 0;

  add(chunk: Buffer): void {
    const room = kept - this.#head.length;
    if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
    const rest = Buffer.concat([this.#tail, chunk.subarray(Math.max(0, room))]);
    this.#dropped += Math.max(0, rest.length - kept);
    this.#tail = rest.subarray(Math.max(0, rest.length - kept));
  }

  text(): string {
    const gap = this.#dropped > 0 ? `\n… ${this.#dropped} bytes left out …\n` : '';
    return `${this.#head.toString('utf8')}${gap}${this.#tail.toString('utf8')}`;
  }
}

/** A file or, without content, a folder of a data directory. */
export interface Entry {
  /** Below the data directory, beginning with `/`. Folders come before what is in them. */
  readonly path: string;
  readonly content?: Uint8Array;
}

/** Bytes that hold the length of the list at the beginning. */
const lengthBytes = 4;

/**
 * Entries in one piece: the length of a list, the list as JSON, then all contents. Nothing is compressed, so that a server can
 * take its files out of it without a copy.
 */
export function pack(entries: readonly Entry[]): Uint8Array {
  const list = Buffer.from(JSON.stringify(entries.map(({ path, content }) => [path, content?.length ?? -1])));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32LE(list.length);
  return Buffer.concat([length, list, ...entries.map(({ content }) => content ?? new Uint8Array())]);
}

/** The entries of an archive. Their contents are parts of it, not copies. */
export function unpack(archive: Uint8Array): readonly Entry[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.length);
  const begin = lengthBytes + bytes.readUInt32LE();
  const list = JSON.parse(bytes.toString('utf8', lengthBytes, begin)) as readonly (readonly [
    string,
    number,
  ])[];
  let at = begin;
  return list.map(([path, length]) => {
    if (length < 0) return { path };
    const content = archive.subarray(at, at + length);
    at += length;
    return { path, content };
  });
}

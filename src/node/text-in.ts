const bigEndian = new TextDecoder('utf-16be', { ignoreBOM: true });
const littleEndian = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * The text in the bytes of a file, with its byte order mark if it has one: UTF-8, or UTF-16 when its mark says so, as some
 * editors write.
 */
export function textIn(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return littleEndian.decode(bytes);
  if (first === 0xfe && second === 0xff) return bigEndian.decode(bytes);
  return bytes.toString('utf8');
}

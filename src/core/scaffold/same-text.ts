/** Text without what editors and git change silently: the byte order mark and the kind of line end. */
export function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
}

/** Whether two files say the same. */
export function sameText(one: string, other: string): boolean {
  return plainText(one) === plainText(other);
}

/** A text without its middle when it is longer than this many characters: what it begins and ends with tells most. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest / 2)} … ${text.length - longest} characters left out … ${text.slice(-longest / 2)}`;
}

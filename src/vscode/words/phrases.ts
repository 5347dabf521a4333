/** Bits of sentences that several texts are made from. */

/** How many are done, of how many. */
export interface Count {
  readonly done: number;
  readonly total: number;
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Ascending numbers with neighbours joined: 1–4, 11. */
export function ranges(numbers: readonly number[]): string {
  const spans: [from: number, to: number][] = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** Files by name while they are few. */
export function listed(paths: readonly string[]): string {
  return paths.length <= 2 ? paths.join(' and ') : `${paths[0]} and ${paths.length - 1} more files`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The number of a guide section, as readers know it: `phase-1/1.2/half-open` is §1.2. */
export function guideLabel(anchor?: string): string {
  const number = guideNumber(anchor);
  return number === '' ? 'Guide' : `Guide ${number}`;
}

/** The same without a word before it: §1.2. */
export function guideNumber(anchor?: string): string {
  const number = anchor?.split('/')[1];
  return number ? `§${number}` : '';
}

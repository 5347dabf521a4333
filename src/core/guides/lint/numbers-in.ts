/** Nobody asks where such a number comes from: three attempts, two customers. */
const smallCount = 12;

/** A number as it is printed: its value, and how many digits stand behind its point. */
export interface Printed {
  readonly text: string;
  readonly value: number;
  readonly decimals: number;
}

/** The numbers that a line prints, without those of inline code, names of exercises, addresses, times of day, standards and section signs. */
export function numbersIn(line: string): readonly Printed[] {
  const plain = line
    .replace(/`[^`]*`/g, ' ')
    .replace(/\[[^\]]*\]\([^)]*\/brief\.md\)/g, ' ')
    .replace(/\]\([^)]*\)/g, '] ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\b\d?\d:\d\d(:\d\d)?\b/g, ' ')
    .replace(/\bRFC \d+/g, ' ')
    .replace(/§\s*\d+(\.\d+)*/g, ' ');
  return [...plain.matchAll(/(?<![\p{L}\d.,])\d+(?:,\d{3})*(?:\.\d+)?/gu)].map(([text]) => printed(text));
}

function printed(text: string): Printed {
  return {
    text,
    value: Number(text.replaceAll(',', '')),
    decimals: /\.(\d+)$/.exec(text)?.[1]?.length ?? 0,
  };
}

/** Whether a number is small and whole, so that it counts what anybody sees. */
export function isSmallCount({ value, decimals }: Printed): boolean {
  return decimals === 0 && value <= smallCount;
}

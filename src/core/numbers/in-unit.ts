let digits: Intl.NumberFormat | undefined;

/** A number with its unit, as one writes it: `166.667 orders/s`, `10,000/min`. */
export function inUnit(value: number, unit: string): string {
  // Made at first use: the first one of a process takes many milliseconds.
  digits ??= new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
  const number = digits.format(value);
  return unit === '' || unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

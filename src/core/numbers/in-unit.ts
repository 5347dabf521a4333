const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });

/** A number with its unit, as one writes it: `166.667 orders/s`, `10,000/min`. */
export function inUnit(value: number, unit: string): string {
  const number = digits.format(value);
  return unit === '' || unit.startsWith('/') ? `${number}${unit}` : `${number} ${unit}`;
}

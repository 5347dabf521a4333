/** The indexes at which a run of lines stands among others. */
export function placesOf(lines: readonly string[], wanted: readonly string[]): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at + wanted.length <= lines.length; at++) {
    if (wanted.every((text, index) => lines[at + index] === text)) places.push(at);
  }
  return places;
}

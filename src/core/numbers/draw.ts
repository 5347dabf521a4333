import type { Input, Sheet } from './question';

/** The inputs as the brief prints them. */
export const printed = 0;

/** Whether it can be a seed: a whole number that is told apart from its neighbours. */
export function isSeed(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The value of each input: as printed for seed 0, else one of its range; always the same ones for the same seed. */
export function drawInputs(inputs: readonly Input[], seed: number): ReadonlyMap<string, number> {
  const random = seeded(seed);
  return new Map(
    inputs.map(({ id, value, drawn }) => {
      const part = random();
      if (seed === printed || !drawn) return [id, value];
      const { from, to, step } = drawn;
      const steps = Math.floor((to - from) / step + 1e-9) + 1;
      // Steps such as 0.1 add up to numbers like 0.30000000000000004: nobody wants to read these.
      return [id, Number((from + step * Math.floor(part * steps)).toPrecision(12))];
    }),
  );
}

/** Numbers in [0, 1). Source: the mulberry32 generator by Tommy Ettinger, public domain. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Whether any of its inputs can be drawn again. */
export function isDrawn({ inputs }: Sheet): boolean {
  return inputs.some(({ drawn }) => drawn !== undefined);
}

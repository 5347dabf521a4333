/** What a saga knows: plain JSON. */
export type Context = Record<string, unknown>;

/** One call that arrived at a service. */
export interface Call {
  readonly step: string;
  readonly kind: 'action' | 'compensation';
  readonly key: unknown;
  readonly actionKey?: unknown;
  /** As it was when the call began. */
  readonly context: Context;
}

/**
 * What becomes of one call: it works; the service says no and nothing happens; it fails `before` anything happened; or it
 * fails `after` it happened.
 */
export type Play = 'ok' | 'refuse' | 'before' | 'after';

/** A saga and what its services will do. */
export interface Plan {
  readonly id?: string;
  readonly steps: readonly string[];
  /** For `s1` and `undo-s1`: what its calls do one after the other, separated by blanks; the last one goes on. `ok` otherwise. */
  readonly plays?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
  readonly pivot?: string;
  readonly results?: Readonly<Record<string, Context>>;
  readonly attempts?: number;
  readonly delayMs?: (failed: number) => number;
  /** Each call changes its context, and what earlier calls have returned. */
  readonly meddles?: boolean;
}

/** `s0`, `s1`, …: `count` names. */
export function stepsOf(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `s${at}`);
}

/** `undo-s3 undo-s2 …` down to the first. */
export function undoOf(steps: readonly string[]): string {
  return [...steps]
    .reverse()
    .map((name) => `undo-${name}`)
    .join(' ');
}

export function nameOf({ step, kind }: Call): string {
  return kind === 'action' ? step : `undo-${step}`;
}

const told: Record<Play, string> = {
  ok: 'works',
  refuse: 'is refused',
  before: 'times out and did nothing',
  after: 'times out although it happened',
};

export function describePlan({ steps, plays = {}, without = [], pivot, attempts = 3 }: Plan): string {
  const parts = [
    steps.length === 0
      ? 'no steps'
      : `steps ${steps.length > 6 ? `${steps[0]} … ${steps.at(-1)}` : steps.join(', ')}`,
  ];
  if (pivot) parts.push(`${pivot} is the pivot`);
  if (without.length > 0) parts.push(`${without.join(', ')} without compensate`);
  for (const [name, list] of Object.entries(plays)) {
    const what = name.startsWith('undo-') ? `the compensation of ${name.slice(5)}` : name;
    parts.push(
      `${what} ${list
        .split(' ')
        .map((play) => told[play as Play])
        .join(', then ')}${list.split(' ').length === 1 && list !== 'ok' ? ' each time' : ''}`,
    );
  }
  if (Object.values(plays).some((list) => /before|after/.test(list))) parts.push(`${attempts} attempts`);
  return parts.join('; ');
}

import { inspect } from 'node:util';
import { shorten } from './shorten';

/** Taken hold of before the solution is loaded, which may lay hands on `node:util`. */
const display = inspect;

/** What a check tells the learner when a rule does not hold. Plain values become text through `show`. */
export interface Told {
  /** What is wrong, in one or two sentences about the learner's code. Never about the test. */
  readonly message: string;
  /** What went in: the calls and values that lead here. */
  readonly input?: string;
  /** The learner's line that it is about, where a check knows one. Lines and columns start at 1. */
  readonly at?: { readonly file: string; readonly line: number; readonly column?: number };
}

/** A failed rule, thrown by the assertions of this kit. Anything else that a check throws came from the learner's code. */
export class Finding extends Error {
  readonly input: string | undefined;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  readonly at: Told['at'];

  constructor(told: Told & { readonly expected?: string; readonly actual?: string }) {
    super(told.message);
    this.name = 'Finding';
    this.input = told.input;
    this.expected = told.expected;
    this.actual = told.actual;
    this.at = told.at;
  }
}

/** How many characters of a text are shown. */
const longest = 400;

/** A text that is shown as it is, between quotes. Most are, and checks show thousands of them in findings that never come. */
const plain = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;
/** Taken hold of like `display`. */
const isPlain = plain.test.bind(plain);

/** A line of a stack, which names files of ours and nothing about the error as a value. */
const stackLine =
  /\n\s+(at [^\n]*?(:\d+:\d+\)?|\(<anonymous>\)|\(index \d+\))|\.{3} \d+ lines matching [^\n]*)(?= \{|,|\n|$)/g;

/** A value as text a person can read: cyclic, huge and hostile values included, errors without their stacks. Never throws. */
export function show(value: unknown): string {
  try {
    if (typeof value === 'number' && value > 0) return `${value}`;
    if (typeof value === 'string' && value.length <= longest && isPlain(value)) return `'${value}'`;
    const text = display(typeof value === 'string' ? shorten(value, longest) : value, {
      customInspect: false,
      getters: false,
      depth: 4,
      maxArrayLength: 20,
      maxStringLength: 2 * longest,
      breakLength: 100,
      sorted: true,
    });
    return text.replace(stackLine, '');
  } catch {
    return `(a ${typeof value} that cannot be shown)`;
  }
}

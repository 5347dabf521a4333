import jsep from 'jsep';

/** Values of names. */
export type Names = ReadonlyMap<string, number>;

/** Arithmetic that was read and can be worked out. */
export interface Arithmetic {
  /** The names that it needs, each once. */
  readonly names: readonly string[];
  /** Its value. NaN or infinite where there is none: something is divided by 0, or a name is not among the given. */
  valueWith(given: Names): number;
}

type Work = (given: Names) => number;

/** Deeper or longer arithmetic than this is nobody's answer, and no parser has to climb it. */
const mostCharacters = 300;

const operators = new Map<string, (left: number, right: number) => number>([
  ['+', (left, right) => left + right],
  ['-', (left, right) => left - right],
  ['*', (left, right) => left * right],
  ['/', (left, right) => left / right],
  ['%', (left, right) => left % right],
  ['**', (left, right) => left ** right],
]);

const functions = new Map<string, (...values: number[]) => number>([
  ['min', Math.min],
  ['max', Math.max],
  ['ceil', Math.ceil],
  ['floor', Math.floor],
  ['round', Math.round],
  ['log2', Math.log2],
]);

/** What text may hold that is read as arithmetic, and can't. `message` says why, as the end of a sentence. */
export class NoArithmetic extends Error {}

/**
 * Reads numbers, `+ - * / % **`, parentheses, names and the functions min, max, ceil, floor, round and log2; nothing else
 * has a meaning here. Throws `NoArithmetic`.
 */
export function readArithmetic(text: string): Arithmetic {
  if (text.length > mostCharacters)
    throw new NoArithmetic(`it has ${text.length} characters, and at most ${mostCharacters} are read`);
  const names = new Set<string>();
  const work = workOf(parsed(text), names);
  return { names: [...names], valueWith: work };
}

function parsed(text: string): jsep.Expression {
  try {
    return jsep(text);
  } catch (error) {
    const why: unknown = error instanceof Error && 'description' in error ? error.description : undefined;
    throw new NoArithmetic(typeof why === 'string' ? why : 'it is nested too deeply', { cause: error });
  }
}

/** Walks the tree once. What is not named here can't be worked out, whatever the parser knows. */
function workOf(expression: jsep.Expression, names: Set<string>): Work {
  const node = expression as jsep.CoreExpression;
  switch (node.type) {
    case 'Literal':
      return literal(node.value, node.raw);
    case 'Identifier':
      names.add(node.name);
      return (given) => given.get(node.name) ?? NaN;
    case 'UnaryExpression': {
      const argument = workOf(node.argument, names);
      if (node.operator === '-') return (given) => -argument(given);
      if (node.operator === '+') return argument;
      throw new NoArithmetic(`"${node.operator}" is not an operator here`);
    }
    case 'BinaryExpression': {
      const operator = operators.get(node.operator);
      if (!operator) throw new NoArithmetic(`"${node.operator}" is not an operator here`);
      const [left, right] = [workOf(node.left, names), workOf(node.right, names)];
      return (given) => operator(left(given), right(given));
    }
    case 'CallExpression': {
      const callee = node.callee as jsep.CoreExpression;
      const called = callee.type === 'Identifier' ? functions.get(callee.name) : undefined;
      if (!called) throw new NoArithmetic(`the only functions are ${[...functions.keys()].join(', ')}`);
      if (node.arguments.length === 0)
        throw new NoArithmetic('a function needs something in its parentheses');
      const values = node.arguments.map((argument) => workOf(argument, names));
      return (given) => called(...values.map((value) => value(given)));
    }
    case 'Compound':
      throw new NoArithmetic(
        node.body.length === 0
          ? 'there is nothing to work out'
          : 'an operator is missing between two numbers',
      );
    default:
      throw new NoArithmetic('only numbers, + - * / % ** and parentheses have a meaning here');
  }
}

function literal(value: unknown, raw: string): Work {
  if (typeof value !== 'number') throw new NoArithmetic(`${raw} is not a number`);
  return () => value;
}

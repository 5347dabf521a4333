/** What is true of a built-in object, as one could see it at a moment. */
interface Seen {
  readonly name: string;
  readonly object: object;
  readonly prototype: object | null;
  readonly keys: readonly PropertyKey[];
  readonly properties: readonly (PropertyDescriptor | undefined)[];
}

/** The globals that code in a process relies on: ours, Node's, and the learner's own. */
const relied =
  'Object Function Array String Number Boolean Symbol BigInt Date RegExp Math JSON Reflect Proxy Promise Map Set WeakMap ' +
  'WeakSet WeakRef Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError ArrayBuffer ' +
  'SharedArrayBuffer DataView Uint8Array Int32Array Float64Array BigInt64Array Atomics Buffer process setTimeout ' +
  'setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask';

/** Functions of `process` that Node itself replaces when somebody loads `node:worker_threads`. */
const replacedByNode = ['chdir', 'cwd'];

const { getOwnPropertyDescriptor, getPrototypeOf, is } = Object;
const { ownKeys } = Reflect;
/** What it gets, all objects have: not even a plain value may be added to it. */
const everything = Object.prototype;

/**
 * Remembers the built-in objects as they are now. What it gives tells the first that is different by then, in the words of a
 * learner, such as `Array.prototype.push`. Only functions, accessors and prototypes count: a value like `process.exitCode`
 * may change. It calls nothing that can be replaced, so it indexes where one would iterate.
 */
export function watchBuiltIns(): () => string | undefined {
  const seen = builtIns();
  const globals = relied.split(' ');
  const globalsBefore = globals.map((name) => getOwnPropertyDescriptor(globalThis, name));
  return () => {
    for (let i = 0; i < globals.length; i++) {
      const name = globals[i] ?? '';
      if (differs(globalsBefore[i], getOwnPropertyDescriptor(globalThis, name))) return name;
    }
    for (let i = 0; i < seen.length; i++) {
      const change = seen[i] && changeOf(seen[i] as Seen);
      if (change !== undefined) return change;
    }
    return undefined;
  };
}

function changeOf({ name, object, prototype, keys, properties }: Seen): string | undefined {
  if (getPrototypeOf(object) !== prototype) return `the prototype of ${name}`;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? '';
    const mayChange = object === process && holds(replacedByNode, key);
    if (!mayChange && differs(properties[i], getOwnPropertyDescriptor(object, key))) return pathOf(name, key);
  }
  const now = ownKeys(object);
  for (let i = 0; now.length > keys.length && i < now.length; i++) {
    const key = now[i] ?? '';
    const isNew = !holds(keys, key);
    if (isNew && (object === everything || counts(getOwnPropertyDescriptor(object, key))))
      return pathOf(name, key);
  }
  return undefined;
}

function differs(before: PropertyDescriptor | undefined, now: PropertyDescriptor | undefined): boolean {
  if (!counts(before) && !counts(now)) return false;
  return !before || !now || !is(before.value, now.value) || before.get !== now.get || before.set !== now.set;
}

function counts(property: PropertyDescriptor | undefined): boolean {
  return property !== undefined && (typeof property.value === 'function' || property.get !== undefined);
}

function holds(keys: readonly PropertyKey[], wanted: PropertyKey): boolean {
  for (let i = 0; i < keys.length; i++) if (keys[i] === wanted) return true;
  return false;
}

function pathOf(name: string, key: PropertyKey): string {
  if (typeof key === 'symbol') return `${name}[${key.toString()}]`;
  return name.startsWith('the ') ? `${key} of ${name}` : `${name}.${key}`;
}

/** The objects behind the globals, and those that have no name of their own. */
function builtIns(): readonly Seen[] {
  const found = new Map<object, string>();
  const add = (name: string, value: unknown): void => {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') found.set(value, name);
  };
  for (const name of relied.split(' ')) {
    const value: unknown = Reflect.get(globalThis, name);
    add(name, value);
    if (typeof value === 'function') add(`${name}.prototype`, value.prototype);
  }
  add('EventEmitter.prototype', getPrototypeOf(getPrototypeOf(process) as object));
  add('TypedArray.prototype', getPrototypeOf(Uint8Array.prototype));
  const unnamed: Record<string, object> = {
    'the iterators of arrays': [][Symbol.iterator](),
    'the iterators of maps': new Map()[Symbol.iterator](),
    'the iterators of sets': new Set()[Symbol.iterator](),
    'the iterators of strings': ''[Symbol.iterator](),
    generators: (function* () {})(),
    'async generators': (async function* () {})(),
    'async functions': async () => undefined,
  };
  for (const [name, example] of Object.entries(unnamed)) {
    for (
      let at = getPrototypeOf(example) as object | null;
      at && !found.has(at);
      at = getPrototypeOf(at) as object | null
    )
      add(name, at);
  }
  return [...found].map(([object, name]) => {
    const keys = ownKeys(object);
    const properties = keys.map((key) => getOwnPropertyDescriptor(object, key));
    return { name, object, prototype: getPrototypeOf(object) as object | null, keys, properties };
  });
}

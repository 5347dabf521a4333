import assert from 'node:assert/strict';
import { builtinModules, createRequire } from 'node:module';
import { watchBuiltIns } from './built-ins';

/** What is found when a property is changed, and once it is as it was. */
function foundWhile(object: object, key: PropertyKey, change: PropertyDescriptor): readonly unknown[] {
  const before = Object.getOwnPropertyDescriptor(object, key);
  const changed = watchBuiltIns();
  let during: string | undefined;
  try {
    Object.defineProperty(object, key, { configurable: true, ...change });
    during = changed();
  } finally {
    if (before) Object.defineProperty(object, key, before);
    else Reflect.deleteProperty(object, key);
  }
  return [during, changed()];
}

/** The deprecated `node:domain` changes every emitter, `node:repl` brings it along, and the others print warnings. */
const restless = ['domain', 'repl', 'punycode', 'sys', 'wasi', 'trace_events'];

const nothing = { value: () => undefined };

describe('the built-in objects', () => {
  it('are as they were when nobody touched them', () => {
    const changed = watchBuiltIns();
    const used = [
      structuredClone({}),
      new Intl.NumberFormat(),
      Buffer.from('x'),
      /x/.exec('x'),
      new Blob([]),
    ];
    process.exitCode = 0;
    assert.deepEqual([used.length, changed()], [5, undefined]);
    process.exitCode = undefined;
  });

  it('are as they were when somebody loads whatever Node has', () => {
    const changed = watchBuiltIns();
    const load = createRequire(__filename);
    for (const name of builtinModules) if (!restless.includes(name)) load(name);
    assert.equal(changed(), undefined);
  });

  const changes: readonly (readonly [object, PropertyKey, string])[] = [
    [Array.prototype, 'push', 'Array.prototype.push'],
    [Map.prototype, 'get', 'Map.prototype.get'],
    [Promise.prototype, 'then', 'Promise.prototype.then'],
    [Function.prototype, 'call', 'Function.prototype.call'],
    [JSON, 'stringify', 'JSON.stringify'],
    [Object, 'keys', 'Object.keys'],
    [Object.prototype, 'toJSON', 'Object.prototype.toJSON'],
    [Array.prototype, Symbol.iterator, 'Array.prototype[Symbol(Symbol.iterator)]'],
    [Object.getPrototypeOf([].values()) as object, 'next', 'next of the iterators of arrays'],
    [globalThis, 'Date', 'Date'],
    [globalThis, 'setTimeout', 'setTimeout'],
    [Date, 'now', 'Date.now'],
    [process, 'exit', 'process.exit'],
    [process, 'emit', 'process.emit'],
  ];
  for (const [object, key, name] of changes) {
    it(`are found changed when somebody sets ${name}`, () => {
      assert.deepEqual(foundWhile(object, key, { writable: true, ...nothing }), [name, undefined]);
    });
  }

  it('are found changed when a property became an accessor', () => {
    assert.equal(foundWhile(Array.prototype, 'push', { get: () => undefined })[0], 'Array.prototype.push');
  });

  it('are found changed when one of them inherits from something else', () => {
    const changed = watchBuiltIns();
    const before = Object.getPrototypeOf(Map.prototype) as object;
    Object.setPrototypeOf(Map.prototype, { get: () => undefined });
    const found = changed();
    Object.setPrototypeOf(Map.prototype, before);
    assert.deepEqual([found, changed()], ['the prototype of Map.prototype', undefined]);
  });

  it('are found changed when all objects get a plain value', () => {
    assert.equal(foundWhile(Object.prototype, 'state', { value: 'passed' })[0], 'Object.prototype.state');
  });

  it('may hold other values than before', () => {
    assert.deepEqual(foundWhile(Error, 'stackTraceLimit', { value: 50, writable: true }), [
      undefined,
      undefined,
    ]);
  });
});

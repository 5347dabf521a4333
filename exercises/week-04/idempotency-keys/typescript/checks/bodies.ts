const twelve = Array.from({ length: 12 }, (_, at) => at);
const fields = Array.from({ length: 14 }, (_, at) => [`f${at}`, at] as const);

/** So many objects in each other. */
function nested(depth: number, around: (inside: string) => string): string {
  return depth === 0 ? '{}' : around(nested(depth - 1, around));
}

export const bodies = {
  base: '{"drink":"latte","size":"L","extras":[{"name":"oat","ml":20},{"name":"sugar","ml":5}],"to":{"shop":1,"seat":null}}',
  /** The same as the base, written otherwise. */
  same: [
    '{"size":"L","drink":"latte","to":{"shop":1,"seat":null},"extras":[{"name":"oat","ml":20},{"name":"sugar","ml":5}]}',
    '{"drink":"latte","size":"L","extras":[{"ml":20,"name":"oat"},{"ml":5,"name":"sugar"}],"to":{"seat":null,"shop":1}}',
    ' {\n "drink" : "latte", "size": "L",\t"extras": [ {"name":"oat","ml":20} , {"name":"sugar","ml":5}],"to":{"shop":1,"seat":null} }\n',
    '{"drink":"\\u006catte","size":"L","extras":[{"name":"oat","ml":2e1},{"name":"sugar","ml":5.0}],"to":{"shop":1,"seat":null}}',
  ],
};

/** Not the same as the base. */
export const otherBodies: readonly (string | undefined)[] = [
  bodies.base.replace('latte', 'mocha'),
  bodies.base.replace('latte', 'Latte'),
  bodies.base.replace('"L"', '"L","tip":null'),
  bodies.base.replace('"L"', '"L","__proto__":{"tip":1}'),
  bodies.base.replace(',"seat":null', ''),
  bodies.base.replace('20', '"20"'),
  bodies.base.replace('"ml":5', '"ml":5,"hot":true'),
  bodies.base.replace(
    '{"name":"oat","ml":20},{"name":"sugar","ml":5}',
    '{"name":"sugar","ml":5},{"name":"oat","ml":20}',
  ),
  `[${bodies.base}]`,
  `${bodies.base}x`,
  JSON.stringify(bodies.base),
  '',
  undefined,
];

/** Bodies that are not the same, although one may think so. */
export const pairs: readonly (readonly [string | undefined, string | undefined])[] = [
  ['null', ''],
  ['null', undefined],
  ['""', ''],
  ['{}', '[]'],
  ['{"a":{}}', '{"a":[]}'],
  ['{}', '{"a":null}'],
  ['[[1],2]', '[1,[2]]'],
  ['[1,2,3]', '[1,[2,3]]'],
  ['{"0":"a"}', '["a"]'],
  ['{"a":1,"b":{"c":2}}', '{"a":1,"c":2,"b":{}}'],
  ['1', '"1"'],
  ['true', '"true"'],
  ['null', '"null"'],
  ['0', 'false'],
  ['["a,b"]', '["a","b"]'],
  ['{"a":"1,b:2"}', '{"a":"1","b":"2"}'],
  ['{"a":"[1]"}', '{"a":[1]}'],
  ['["a\\",\\"b"]', '["a","b"]'],
  ['{"a:1,b":2}', '{"a":1,"b":2}'],
  ['{"a\\":1,\\"b":2}', '{"a":1,"b":2}'],
  ['{"price":4.5}', '{"price":4.5000000001}'],
  ['{"a":"b"}', '{"b":"a"}'],
  ['{"__proto__":1}', '{}'],
  ['{"a":{"__proto__":{"b":1}}}', '{"a":{"__proto__":{"b":2}}}'],
  ['latte', '"latte"'],
  ['latte', 'latte '],
  ['latte', 'Latte'],
  ['{a:1,b:2}', '{b:2,a:1}'],
  [JSON.stringify(twelve), JSON.stringify([...twelve].reverse())],
  [JSON.stringify(twelve), JSON.stringify([...twelve.slice(0, 11), 12])],
  [JSON.stringify({ a: { b: twelve } }), JSON.stringify({ a: { b: [...twelve].sort() } })],
];

/** Bodies that are the same. */
export const equalPairs: readonly (readonly [string | undefined, string | undefined])[] = [
  [undefined, ''],
  ['latte, please', 'latte, please'],
  ['[ ]', '[]'],
  [JSON.stringify(Object.fromEntries(fields)), JSON.stringify(Object.fromEntries([...fields].reverse()))],
  ['[[{"a":1,"b":[{"c":2,"d":3}]}]]', '[[{"b":[{"d":3,"c":2}],"a":1}]]'],
  [nested(12, (inside) => `{"x":1,"in":${inside}}`), nested(12, (inside) => `{"in":${inside},"x":1}`)],
  ['{"a":1,"__proto__":2}', '{"__proto__":2,"a":1}'],
  // Two names that many languages sort as one.
  ['{"\\u00e9":1,"e\\u0301":2}', '{"e\\u0301":2,"\\u00e9":1}'],
];

/** What somebody may put between a path and a body to tell them apart. */
export const borders = ['', ' ', '\n', '\0', ':', '|', ',', ';', '#', '-', '&'];

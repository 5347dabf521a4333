import { arrow, box, dot, path, text, type Picture } from './svg';

/** The rings and their imports, and the way of one request through them. */
export function rings(): Picture {
  const [x, y] = [180, 212];
  const part = (
    look: string,
    [left, top]: readonly [number, number],
    name: string,
    ring: string,
    width = 150,
  ): readonly string[] => [
    box(look, [left, top, width, 44], 8),
    text(left + width / 2, top + 20, name, 'mid'),
    text(left + width / 2, top + 36, ring, 'mid small'),
  ];
  return {
    title: 'Imports point inward; calls may go out through a port',
    story:
      'Left: nested rings, domain in the middle, application around it, transport and infrastructure outside. Import arrows point inward only. Right: a request goes from the HTTP handler to the use case, which decides in the domain and calls a port of the application; the repository outside implements that port, so its import points inward.',
    height: 400,
    parts: [
      dot('box', x, y, 156),
      dot('wait', x, y, 106),
      dot('good', x, y, 54),
      text(x, y - 4, 'domain', 'mid strong'),
      text(x, y + 14, 'rules, events', 'mid small'),
      text(x, 130, 'application', 'mid strong'),
      text(x, 147, 'use cases, ports', 'mid small'),
      text(x, 78, 'transport', 'mid strong'),
      text(x, 94, 'HTTP, consumers', 'mid small'),
      text(x, 340, 'infrastructure', 'mid strong'),
      text(x, 356, 'storage, broker', 'mid small'),
      arrow('goodline', `M44 ${y}H122`),
      text(97, y - 8, 'import', 'mid small goodtext'),
      arrow('goodline', `M316 ${y}H238`),
      text(263, y - 8, 'import', 'mid small goodtext'),
      arrow('goodline', `M${x} 324V270`),
      text(188, 300, 'import', 'small goodtext'),
      text(372, 76, 'One request, step by step', 'strong'),
      ...part('box', [372, 90], 'HTTP handler', 'transport'),
      arrow('line', 'M447 134V164'),
      text(455, 153, '1 calls', 'small'),
      ...part('wait', [372, 168], 'RedeemReward', 'use case'),
      arrow('line', 'M447 212V286'),
      text(455, 254, '2 decides in', 'small'),
      ...part('good', [372, 290], 'LoyaltyAccount', 'domain'),
      arrow('line', 'M522 190H576'),
      text(549, 182, '3 calls', 'mid small'),
      ...part('wait', [580, 168], 'AccountRepository', 'port of the application', 158),
      arrow('goodline', 'M659 286V216'),
      text(668, 246, 'implements', 'small goodtext'),
      text(668, 262, '(imports)', 'small goodtext'),
      ...part('box', [580, 290], 'KvAccountRepository', 'infrastructure', 158),
      text(372, 362, 'At run time the call reaches storage; in the source', 'small'),
      text(372, 380, 'code storage depends on the use case’s interface.', 'small'),
    ],
  };
}

/** What a test of a use case drags in, by where one error is declared. */
export function oneImport(): Picture {
  const outside = ['store’s client', 'network', 'configuration'];
  const half = (left: number, head: string, look: 'good' | 'bad'): readonly string[] => {
    const bad = look === 'bad';
    const dragged = bad ? 'bad' : 'box';
    return [
      text(left, 62, head, `strong ${look}text`),
      box('good', [left, 78, 130, 40], 6),
      text(left + 65, 103, 'a test of a rule', 'mid'),
      arrow('line', `M${left + 65} 118V140`),
      box('wait', [left, 144, 130, 56], 6),
      text(left + 65, 168, 'use case', 'mid strong'),
      text(left + 65, 187, bad ? 'and its port' : 'port, and its error', 'mid small'),
      arrow('line', `M${left + 65} 200V228`),
      box('good', [left, 232, 130, 40], 6),
      text(left + 65, 257, 'domain', 'mid'),
      box(dragged, [left + 196, 144, 138, 56], 6),
      text(left + 265, 168, 'infrastructure', 'mid strong'),
      text(left + 265, 187, bad ? 'and the error' : 'translates into it', 'mid small'),
      arrow(`${look}line`, bad ? `M${left + 130} 172H${left + 192}` : `M${left + 196} 172H${left + 134}`),
      text(left + 163, 164, 'import', `mid small ${look}text`),
      ...outside.flatMap((name, at) => [
        path('line', `M${left + 196 + 20} 200V${246 + at * 30}H${left + 226}`),
        box(dragged, [left + 226, 232 + at * 30, 108, 26], 4),
        text(left + 280, 249 + at * 30, name, 'mid small'),
      ]),
    ];
  };
  return {
    title: 'One import, and what comes along with it',
    story:
      'Left: the use case imports infrastructure, where one error is declared. So a test of a rule also needs infrastructure, and with it the client of the store, the network and the configuration. Right: the error stands beside the port. Infrastructure imports it and translates into it, and a test of a rule needs the use case and the domain, nothing else.',
    height: 348,
    parts: [
      ...half(24, 'the error stands beside the store', 'bad'),
      path('dashed', 'M378 50V324'),
      ...half(400, 'the error stands beside the port', 'good'),
    ],
  };
}

import { DbError, type Gate } from 'codealong/checkkit';

type Code = '40001' | '40P01';

interface Place {
  readonly where: string;
  /** Whether it is refused. `hasWritten`: to `stock`, since the last commit. */
  readonly isMeant: (name: string, key: string, hasWritten: boolean) => boolean;
}

const places: readonly Place[] = [
  { where: 'at the first call of the transaction', isMeant: () => true },
  { where: 'at a write to `stock`', isMeant: isWriteToStock },
  { where: 'at the commit', isMeant: (name) => name === 'commit' },
  {
    where: 'at the commit after a write to `stock`',
    isMeant: (name, _key, hasWritten) => name === 'commit' && hasWritten,
  },
];

/** A database that refuses 19 transactions and is healthy afterwards. */
export interface Refusing {
  readonly story: string;
  readonly gate: Gate;
  /** From now on it refuses 19 more. */
  again(): void;
}

export function refusing(): Refusing[] {
  return [
    ...places.map((place) => refuses('40001', place)),
    ...places.slice(0, 3).map((place) => refuses('40P01', place)),
  ];
}

function refuses(code: Code, { where, isMeant }: Place): Refusing {
  let left = 19;
  let hasWritten = false;
  return {
    story: `code ${code} ${where}`,
    again: () => void (left = 19),
    gate: {
      before({ name, keys: [key = ''] }) {
        const isRefused = left > 0 && isMeant(name, key, hasWritten);
        hasWritten = !isRefused && name !== 'commit' && (hasWritten || isWriteToStock(name, key));
        if (!isRefused) return;
        left--;
        throw new DbError(code);
      },
    },
  };
}

export function isWriteToStock(name: string, key: string): boolean {
  return ['insert', 'update', 'delete'].includes(name) && key.startsWith('stock/');
}

/** A database that is broken, in words and as its errors say it. None of them is a conflict. */
export function failures(): Error[] {
  return [
    Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('connection failure'), { code: '08006' }),
    Object.assign(new Error('could not extend file'), { code: '53100' }),
    new Error('disk full'),
    new DbError('25P02'),
  ];
}

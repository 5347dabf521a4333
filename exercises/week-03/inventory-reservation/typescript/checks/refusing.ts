import { DbError, type Gate } from 'codealong/checkkit';

interface Refusing {
  readonly story: string;
  readonly gate: () => Gate;
}

/** Databases that refuse the first 19 transactions and are healthy afterwards. */
export function refusing(): Refusing[] {
  return (['40001', '40P01'] as const).flatMap((code) => [
    {
      story: `code ${code} at the first call of the transaction`,
      gate: () => refuses(code, () => true),
    },
    { story: `code ${code} at the commit`, gate: () => refuses(code, (name) => name === 'commit') },
  ]);
}

function refuses(code: '40001' | '40P01', isMeant: (name: string) => boolean): Gate {
  let left = 19;
  return {
    before: ({ name }) => {
      if (left === 0 || !isMeant(name)) return;
      left--;
      throw new DbError(code);
    },
  };
}

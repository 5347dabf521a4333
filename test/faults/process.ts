import { arm, disarm, prepareFaults } from './faults';
import type { FaultyRun } from './run-process';

/** An operation in a process of its own, with faults. After each try it says how many points were passed. */
async function main({ name, pack, mode, tries }: FaultyRun): Promise<void> {
  await prepareFaults();
  const { attemptIn, courseOf } = await import('./course');
  const { operations } = await import('./operations');
  const { CodealongError } = await import('../../src/core/errors');
  const operation = operations.find((one) => one.name === name);
  if (!operation) throw new Error(`Nobody knows ${name}.`);
  for (const { point, location } of tries) {
    const app = courseOf({ pack, since: 2_000_000, withoutGit: operation.withoutGit });
    await app.catalog();
    arm(point, mode);
    const refused = await operation.run(app, attemptIn(location)).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof CodealongError) return error.code;
        throw error;
      },
    );
    console.log(JSON.stringify({ points: disarm(), refused }));
  }
}

void main(JSON.parse(process.argv[2] ?? '') as FaultyRun);

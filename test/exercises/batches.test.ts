import assert from 'node:assert/strict';
import { exerciseOf } from '../../src/core/catalog/catalog';
import { fingerprint } from '../../src/core/verify/expectation';
import { inParallel } from '../../src/core/verify/in-parallel';
import { checksToRun } from '../../src/core/verify/prove-solution';
import { folderOf, loadSolutions, solutionName } from '../../src/core/verify/solutions';
import { readPack } from '../../src/node/authoring/read-pack';
import { announce, judgeInBatches, reportOf } from '../check/support/batches';
import { patient } from '../check/support/judging';
import { needsGo } from '../check/support/needs-go';
import { pack } from './every-exercise';

describe('a proof that builds many Go solutions into one program', function () {
  this.timeout(600_000);
  needsGo();

  it('says of shipped solutions of the circuit breaker what a check of each says', async () => {
    const exercise = await exerciseOf(await readPack(pack), 'circuit-breaker');
    const { solutions } = await loadSolutions(pack, exercise);
    const own = solutions
      .filter(({ language }) => language === 'go')
      // Every third: all of them take minutes, and agreed when this way of building was chosen.
      .filter((_, index) => index % 3 === 0)
      .map((solution) => {
        const only = checksToRun(exercise, solution);
        return {
          name: solutionName(solution),
          submission: { exercise, pack, solution: folderOf(exercise, solution), only },
        };
      });
    const batches = judgeInBatches();
    try {
      announce(
        batches.judge,
        own.map(({ submission }) => submission),
      );
      const reports = await inParallel(own, 2, async ({ name, submission }) => ({
        name,
        inBatch: fingerprint(await reportOf(batches.judge, submission)),
        byItself: fingerprint(await reportOf(patient.go, submission)),
      }));
      for (const { name, inBatch, byItself } of reports) assert.equal(inBatch, byItself, name);
      assert.equal(batches.alone(), 0);
    } finally {
      await batches.dispose();
    }
  });
});

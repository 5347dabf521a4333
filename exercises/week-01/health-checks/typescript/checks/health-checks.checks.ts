import { abortsAndForgets } from './aborts-and-forgets';
import { drains } from './drains';
import { failsByScope } from './fails-by-scope';
import { keepsSecrets } from './keeps-secrets';
import { liveAnswersAlone } from './live-answers-alone';
import { oneRunForAll } from './one-run-for-all';
import { reportsEveryCheck } from './reports-every-check';
import { runsInParallel } from './runs-in-parallel';
import { survivesAnyFailure } from './survives-any-failure';
import { timesOut } from './times-out';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('live-answers-alone', liveAnswersAlone);
it('reports-every-check', reportsEveryCheck);
it('runs-in-parallel', runsInParallel);
it('fails-by-scope', failsByScope);
it('times-out', timesOut);
it('survives-any-failure', survivesAnyFailure);
it('drains', drains);
it('aborts-and-forgets', abortsAndForgets);
it('one-run-for-all', oneRunForAll);
it('keeps-secrets', keepsSecrets);

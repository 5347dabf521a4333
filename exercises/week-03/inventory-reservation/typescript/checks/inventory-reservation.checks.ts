import { refusesBadInput } from './bad-input';
import { confirmSells } from './confirm';
import { absorbsConflicts } from './conflicts';
import { endsAtTheDeadline } from './deadline';
import { deltasConverge } from './deltas';
import { refusesDeltas } from './deltas-refused';
import { allOrNothing } from './lines';
import { givesBackOnce } from './once';
import { noOversell } from './oversell';
import { releaseFrees } from './release';
import { oncePerOrder } from './repeats';
import { takesAndRefuses } from './takes';
import { survivesTheDatabase } from './trouble';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('takes-and-refuses', takesAndRefuses);
it('all-or-nothing', allOrNothing);
it('no-oversell', noOversell);
it('absorbs-conflicts', absorbsConflicts);
it('once-per-order', oncePerOrder);
it('refuses-bad-input', refusesBadInput);
it('confirm-sells', confirmSells);
it('release-frees', releaseFrees);
it('ends-at-the-deadline', endsAtTheDeadline);
it('gives-back-once', givesBackOnce);
it('survives-the-database', survivesTheDatabase);
it('deltas-converge', deltasConverge);
it('refuses-deltas-that-do-not-fit', refusesDeltas);

import { countsEachEventOnce } from './again';
import { oneEventBecomesARow } from './becomes';
import { rowAndCheckpointTogether } from './crash';
import { waitsAtAGap } from './gaps';
import { lagIsHeadMinusCheckpoint } from './lag';
import { appliesInOrder } from './order';
import { passesOverOtherEvents } from './others';
import { parksTheStream } from './parks';
import { wholeInBetween } from './rebuild-between';
import { rebuildBesideARunner, rebuildOfABusyModel } from './rebuild-race';
import { deadRebuildsLeaveNoTrace, deadRebuildsOfManyPages, readersSeeOneModel } from './rebuild-readers';
import { rebuilds } from './rebuild';
import { twoRunnersOneResult } from './runners';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('one-event-becomes-a-row', oneEventBecomesARow);
it('applies-in-order', appliesInOrder);
it('counts-each-event-once', countsEachEventOnce);
it('row-and-checkpoint-together', rowAndCheckpointTogether);
it('passes-over-other-events', passesOverOtherEvents);
it('lag-is-head-minus-checkpoint', lagIsHeadMinusCheckpoint);
it('waits-at-a-gap', waitsAtAGap);
it('parks-the-stream', parksTheStream);
it('two-runners-one-result', twoRunnersOneResult);
it('rebuild-beside-and-swap', async () => {
  await rebuilds();
  await readersSeeOneModel();
  await wholeInBetween();
  await rebuildOfABusyModel();
  await deadRebuildsLeaveNoTrace();
  await deadRebuildsOfManyPages();
  await rebuildBesideARunner();
});

import { fourAnomalies } from './anomalies';
import { breakerStates, halfOpenProbe, lateResults } from './breaker';
import { keyStates, twoCopies } from './idempotency';
import { hitRatio, orderBudget } from './budgets';
import { staleFill } from './caches';
import { inDoubt, reservationLife } from './in-doubt';
import { crashPoints, twoOwners } from './deliveries';
import { deadOnTheList, lateBeat } from './discovery';
import { eventLog, pollerGap, sixSequences } from './events';
import { treeWalk, twoPlans } from './indexes';
import { numbersOf, type NumberOf } from './numbers-of';
import { pageShift, rowsRead } from './pages';
import { requestPath, twoRepairs } from './capacity';
import { oneImport, rings } from './layers';
import { closedOpen } from './load-tests';
import { bucketLine, twoPercentiles } from './percentiles';
import { catchUp, crashPlaces, outbox } from './projections';
import { queueWait, waitingCurve } from './queues';
import { consistencyMap, cutLine, replicaLag } from './replicas';
import { readAndJoin } from './resumes';
import { retryHerd, retryLoad } from './retries';
import { lateCharge, sagaPath } from './sagas';
import { accessPaths, monthPartitions, storeChooser } from './schemas';
import { oneSide, ownerAndCopies, twoCuts } from './services';
import { singleFlight, stampede } from './stampedes';
import { clientStates, cutStreams } from './streams';
import { svgOf, type Picture } from './svg';
import { deadlineHops, timeoutPool } from './timeouts';
import { finishedPrefix, topicPerFact } from './topics';
import { oneAtATime, useCasePath } from './use-cases';
import { conflictCurve, twoWriters } from './versions';

/** How the pictures of each section are drawn from its numbers, by the names of their files. */
const sections: Readonly<Record<string, Readonly<Record<string, (of: NumberOf) => Picture>>>> = {
  'phase-01/1.1-scalability': {
    'request-path': requestPath,
    'two-repairs': twoRepairs,
    'waiting-curve': waitingCurve,
    'queue-wait': queueWait,
    'closed-open': closedOpen,
  },
  'phase-01/1.2-reliability': {
    'deadline-hops': deadlineHops,
    'timeout-pool': timeoutPool,
    'retry-herd': retryHerd,
    'retry-load': retryLoad,
    'breaker-states': breakerStates,
    'half-open-probe': halfOpenProbe,
    'late-results': lateResults,
  },
  'phase-01/1.3-consistency': {
    'replica-lag': replicaLag,
    'consistency-map': consistencyMap,
    'cut-line': cutLine,
    'two-writers': twoWriters,
    'conflict-curve': conflictCurve,
  },
  'phase-01/1.4-performance-metrics': {
    'two-percentiles': twoPercentiles,
    'bucket-line': bucketLine,
    'hit-ratio': hitRatio,
    'order-budget': orderBudget,
  },
  'phase-02/2.1-microservices': {
    'two-cuts': twoCuts,
    'owner-and-copies': ownerAndCopies,
    'dead-on-the-list': deadOnTheList,
    'late-beat': lateBeat,
    'one-side': oneSide,
  },
  'phase-02/2.2-event-driven-architecture': {
    'event-log': eventLog,
    'six-sequences': sixSequences,
    'poller-gap': pollerGap,
    'crash-places': crashPlaces,
    'catch-up': catchUp,
    outbox,
  },
  'phase-03/3.1-database-optimisation': {
    'tree-walk': treeWalk,
    'two-plans': twoPlans,
    'access-paths': accessPaths,
    'month-partitions': monthPartitions,
    'store-chooser': storeChooser,
  },
  'phase-02/2.3-clean-architecture': {
    rings,
    'one-import': oneImport,
    'use-case-path': useCasePath,
    'one-at-a-time': oneAtATime,
  },
  'phase-03/3.2-caching': {
    'stale-fill': staleFill,
    'single-flight': singleFlight,
    stampede,
  },
  'phase-03/3.3-consistency': {
    'four-anomalies': fourAnomalies,
    'saga-path': sagaPath,
    'late-charge': lateCharge,
    'in-doubt': inDoubt,
    'reservation-life': reservationLife,
  },
  'phase-04/4.1-api-design': {
    'key-states': keyStates,
    'two-copies': twoCopies,
    'page-shift': pageShift,
    'rows-read': rowsRead,
  },
  'phase-04/4.2-message-queues': {
    'topic-per-fact': topicPerFact,
    'finished-prefix': finishedPrefix,
    'crash-points': crashPoints,
    'two-owners': twoOwners,
  },
  'phase-04/4.3-real-time': {
    'cut-streams': cutStreams,
    'read-and-join': readAndJoin,
    'client-states': clientStates,
  },
};

/** Every picture that is drawn: its path in the guides, and the file's text. */
export function drawnPictures(): readonly { readonly path: string; readonly svg: string }[] {
  return Object.entries(sections).flatMap(([section, pictures]) => {
    const of = numbersOf(section);
    const folder = section.replace(/\/[^/]*$/, '');
    return Object.entries(pictures).map(([name, draw]) => ({
      path: `${folder}/diagrams/${name}.svg`,
      svg: svgOf(draw(of)),
    }));
  });
}

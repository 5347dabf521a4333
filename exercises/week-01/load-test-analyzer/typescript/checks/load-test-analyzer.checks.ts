import { countsFromTheIntendedStart } from './corrected';
import { failuresApart } from './failures';
import { countsInFlight } from './in-flight';
import { noClaimWithoutSamples } from './p999';
import { mergesWorkers, nearestRank } from './percentiles';
import { rateOverTheSpan } from './rate';
import { readsOnlyAndCopes } from './copes';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('nearest-rank', nearestRank);
it('merges-workers', mergesWorkers);
it('failures-apart', failuresApart);
it('rate-over-the-span', rateOverTheSpan);
it('counts-from-the-intended-start', countsFromTheIntendedStart);
it('no-claim-without-samples', noClaimWithoutSamples);
it('counts-in-flight', countsInFlight);
it('reads-only-and-copes', readsOnlyAndCopes);

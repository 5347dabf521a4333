import { findsTheBottleneck } from './bottleneck';
import { measuresUtilisation, seesOverload } from './load';
import { refusesNonsense } from './nonsense';
import { retriesAddLoad } from './retries';
import { saturationShieldsTheRest } from './saturation';
import { sizesWithHeadroom } from './sizing';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('finds-the-bottleneck', findsTheBottleneck);
it('measures-utilisation', measuresUtilisation);
it('sees-overload', seesOverload);
it('sizes-with-headroom', sizesWithHeadroom);
it('retries-add-load', retriesAddLoad);
it('saturation-shields-the-rest', saturationShieldsTheRest);
it('refuses-nonsense', refusesNonsense);

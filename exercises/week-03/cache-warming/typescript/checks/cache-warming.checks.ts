import { eachItemOnce } from './once';
import { keepsThePlacesBusy } from './places';
import { mostPopularFirst } from './order';
import { newerStays } from './newer';
import { stopsWhenTold } from './stops';
import { tellsWhatFailed } from './failures';
import { ttlsAreSpread } from './spread';
import { warmsWhatIsMissing } from './warms';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('warms-what-is-missing', warmsWhatIsMissing);
it('most-popular-first', mostPopularFirst);
it('keeps-the-places-busy', keepsThePlacesBusy);
it('tells-what-failed', tellsWhatFailed);
it('ttls-are-spread', ttlsAreSpread);
it('newer-stays', newerStays);
it('each-item-once', eachItemOnce);
it('stops-when-told', stopsWhenTold);

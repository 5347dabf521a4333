import { answersFromTheDatabase } from './answers';
import { cacheMayFail } from './outages';
import { damagedEntryIsAMiss } from './damage';
import { expiresAfterTheTtl, remembersThatNothingIsThere } from './expiry';
import { hitSkipsTheLoad } from './hits';
import { keysDoNotMeet } from './keys';
import { lateFillIsRefused } from './late-fills';
import { lostReaderBlocksNobody } from './lost-readers';
import { savesThenInvalidates } from './updates';
import { ttlsAreSpread } from './spread';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('answers-from-the-database', answersFromTheDatabase);
it('hit-skips-the-load', hitSkipsTheLoad);
it('expires-after-the-ttl', expiresAfterTheTtl);
it('remembers-that-nothing-is-there', remembersThatNothingIsThere);
it('saves-then-invalidates', savesThenInvalidates);
it('cache-may-fail', cacheMayFail);
it('late-fill-is-refused', lateFillIsRefused);
it('lost-reader-blocks-nobody', lostReaderBlocksNobody);
it('ttls-are-spread', ttlsAreSpread);
it('damaged-entry-is-a-miss', damagedEntryIsAMiss);
it('keys-do-not-meet', keysDoNotMeet);

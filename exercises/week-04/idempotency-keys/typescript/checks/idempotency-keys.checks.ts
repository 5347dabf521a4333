import { answersExpire } from './expiry';
import { failuresAreNotStored } from './failures';
import { passesThrough, requiresAKey } from './keys';
import { lateOwnerChangesNothing } from './late';
import { lockExpires } from './lock';
import { runsOnce } from './once';
import { sameKeyOtherRequest } from './others';
import { replaysTheAnswer } from './replays';
import { survivesStoreTrouble } from './trouble';
import { keyBelongsToUser } from './users';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('passes-through-without-key', passesThrough);
it('requires-a-key', requiresAKey);
it('replays-the-answer', replaysTheAnswer);
it('runs-once', runsOnce);
it('key-belongs-to-user', keyBelongsToUser);
it('same-key-other-request', sameKeyOtherRequest);
it('failures-are-not-stored', failuresAreNotStored);
it('lock-expires', lockExpires);
it('late-owner-changes-nothing', lateOwnerChangesNothing);
it('answers-expire', answersExpire);
it('survives-store-trouble', survivesStoreTrouble);

import { framesSurvive } from './frames';
import { goneClientsLeaveNothing } from './gone';
import { headForProxies } from './head';
import { keepsTheLineAlive } from './heartbeat';
import { sendsLiveEvents } from './live';
import { startsWithTheNewest } from './newest';
import { onlyTheOwner } from './owner';
import { unknownIdResets } from './reset';
import { resumesAfterTheId } from './resume';
import { slowClientDelaysNobody } from './slow';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('sends-live-events', sendsLiveEvents);
it('starts-with-the-newest', startsWithTheNewest);
it('frames-survive', framesSurvive);
it('resumes-after-the-id', resumesAfterTheId);
it('only-the-owner', onlyTheOwner);
it('keeps-the-line-alive', keepsTheLineAlive);
it('unknown-id-resets', unknownIdResets);
it('slow-client-delays-nobody', slowClientDelaysNobody);
it('gone-clients-leave-nothing', goneClientsLeaveNothing);
it('head-for-proxies', headForProxies);

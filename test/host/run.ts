import { hostRun } from './host-run';
import { runInServedHost } from './served-host';

void hostRun(runInServedHost);

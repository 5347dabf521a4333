import { needsGo } from '../check/support/needs-go';
import { expectedGo } from './expected-go';
import { judgesSubmissions } from './judged-submissions';

describe('hostile submissions in Go', function () {
  this.timeout(180_000);
  needsGo();
  judgesSubmissions('go', expectedGo);
});

import { expectedTypeScript } from './expected-typescript';
import { judgesSubmissions } from './judged-submissions';

describe('hostile submissions in TypeScript', function () {
  this.timeout(120_000);
  judgesSubmissions('typescript', expectedTypeScript);
});

import { childrenEndFirst } from './children';
import { endsInTime } from './in-time';
import { headerCarriesWhatIsLeft } from './header';
import { leavesNoListener } from './listeners';
import { parentWins } from './parent';
import { passesResultsThrough } from './passing';
import { quietAfterwards } from './quiet';
import { refusesWithoutTime } from './refusing';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('passes-results-through', passesResultsThrough);
it('ends-in-time', endsInTime);
it('parent-wins', parentWins);
it('refuses-without-time', refusesWithoutTime);
it('quiet-afterwards', quietAfterwards);
it('leaves-no-listener', leavesNoListener);
it('children-end-first', childrenEndFirst);
it('header-carries-what-is-left', headerCarriesWhatIsLeft);

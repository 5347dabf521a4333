import { apdex } from './apdex';
import { bucketsCumulate, listsEveryLimit } from './buckets';
import { capsEndpoints } from './caps';
import { countsErrors } from './errors';
import { mergeAdds } from './merge';
import { quantileEdges, quantileInterpolates } from './quantile';
import { refusedRecordChangesNothing } from './refused-records';
import { refusesInvalid } from './refuses';
import { seriesStayApart } from './series';

// In the order of exercise.yaml: a check that builds on another one comes after it.
it('lists-every-limit', listsEveryLimit);
it('buckets-cumulate', bucketsCumulate);
it('quantile-interpolates', quantileInterpolates);
it('quantile-edges', quantileEdges);
it('merge-adds', mergeAdds);
it('refuses-invalid', refusesInvalid);
it('series-stay-apart', seriesStayApart);
it('refused-record-changes-nothing', refusedRecordChangesNothing);
it('counts-errors', countsErrors);
it('caps-endpoints', capsEndpoints);
it('apdex', apdex);

package monitoring_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checkkit.Run(t, checkkit.Checks{
		"lists-every-limit":              listsEveryLimit,
		"buckets-cumulate":               bucketsCumulate,
		"quantile-interpolates":          quantileInterpolates,
		"quantile-edges":                 quantileEdges,
		"merge-adds":                     mergeAdds,
		"refuses-invalid":                refusesInvalid,
		"series-stay-apart":              seriesStayApart,
		"refused-record-changes-nothing": refusedRecordChangesNothing,
		"counts-errors":                  countsErrors,
		"caps-endpoints":                 capsEndpoints,
		"apdex":                          apdex,
	})
}

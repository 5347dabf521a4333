package loyalty_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/domain"
)

const wiring = "the wiring package"

// layerImports says which layers each layer may import from. Packages elsewhere are "outside", those of the standard
// library that lead out of the process "input and output".
var layerImports = map[string][]string{
	"domain":         {"domain"},
	"application":    {"application", "domain"},
	"infrastructure": {"infrastructure", "application", "domain", "outside", "input and output"},
	"transport":      {"transport", "application", "domain", "outside", "input and output"},
	wiring:           {"domain", "application", "infrastructure", "transport", "outside", "input and output"},
}

var inputAndOutput = regexp.MustCompile(
	`^(os|net|syscall|database|log|plugin|embed|testing|runtime|unsafe)(/|$)|^io/|^math/rand|^crypto/rand$|^time/tzdata$|^expvar$`)

var hiddenTime = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

// source is one parsed file of the service.
type source struct {
	path  string
	layer string
	tree  *ast.File
}

func checkDependencyRule(t *testing.T) {
	module := modulePath(t)
	wired := map[string]bool{}
	for _, file := range sources(t) {
		for _, spec := range file.tree.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			target := layerOfImport(module, imported)
			if file.layer == wiring {
				wired[target] = true
			}
			if target == "" || slices.Contains(layerImports[file.layer], target) {
				continue
			}
			checkkit.Fail(t, checkkit.Told{
				Message:  fmt.Sprintf("%s depends on %s. Dependencies point inwards: whatever changes out there would now change %s as well.", file.layer, target, file.layer),
				Input:    fmt.Sprintf("%s imports %q", file.path, imported),
				Expected: fmt.Sprintf("%s imports from: %s", file.layer, strings.Join(layerImports[file.layer], ", ")),
				Actual:   fmt.Sprintf("it imports %q", imported),
			})
		}
	}
	for _, layer := range []string{"application", "infrastructure", "transport"} {
		if !wired[layer] {
			checkkit.Fail(t, checkkit.Told{
				Message:  "internal/loyalty does not put the service together yet: it has to be the place that knows every part.",
				Expected: "internal/loyalty imports internal/loyalty/" + layer,
				Actual:   "it does not",
			})
		}
	}
}

// layerOfImport names what an import path belongs to; nothing for the harmless part of the standard library.
func layerOfImport(module, imported string) string {
	root := module + "/internal/loyalty"
	if imported == root {
		return wiring
	}
	if below, ok := strings.CutPrefix(imported, root+"/"); ok {
		layer, _, _ := strings.Cut(below, "/")
		return layer
	}
	first, _, _ := strings.Cut(imported, "/")
	switch {
	case inputAndOutput.MatchString(imported):
		return "input and output"
	case strings.HasPrefix(imported, module+"/") || strings.Contains(first, "."):
		return "outside"
	default:
		return ""
	}
}

func checkNoHiddenInputs(t *testing.T) {
	for _, file := range sources(t) {
		if file.layer == "domain" || file.layer == "application" {
			checkReadsNoClock(t, file)
		}
	}
	bubbled(checkTimeComesIn)(t)
}

// checkReadsNoClock looks for uses of the package time that ask the machine for the time or wait for it to pass.
func checkReadsNoClock(t *testing.T, file source) {
	t.Helper()
	name := ""
	for _, spec := range file.tree.Imports {
		if spec.Path.Value == `"time"` {
			name = "time"
			if spec.Name != nil {
				name = spec.Name.Name
			}
		}
	}
	ast.Inspect(file.tree, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok || name == "" {
			return true
		}
		if owner, ok := selector.X.(*ast.Ident); ok && owner.Name == name && slices.Contains(hiddenTime, selector.Sel.Name) {
			checkkit.Fail(t, checkkit.Told{
				Message:  file.path + " reaches past its ports. A rule that reads the clock itself cannot be replayed or tested.",
				Expected: "the time comes from application.Clock",
				Actual:   "time." + selector.Sel.Name,
			})
		}
		return true
	})
}

func checkTimeComesIn(t *testing.T) {
	b := newBench()
	_, err := b.earn("order-1", 6_000)
	mustSucceed(t, err, checkkit.Told{Message: "Earning does not work.", Input: "earn for order-1"})
	b.clock.now = start.Add(time.Second)
	_, err = b.redeem("ana", "mug-1", 50)
	mustSucceed(t, err, checkkit.Told{Message: "Redeeming does not work.", Input: "redeem 50 points"})
	at := []time.Time{}
	for _, event := range b.accounts.histories["ana"] {
		switch event := event.(type) {
		case domain.PointsEarned:
			at = append(at, event.At)
		case domain.PointsRedeemed:
			at = append(at, event.At)
		}
	}
	checkkit.Equal(t, at, []time.Time{start, start.Add(time.Second)}, checkkit.Told{
		Message: "The saved events do not carry the instants that the clock you were given showed.",
		Input:   "earn, and redeem one second later",
	})
	b.clock.now = start.Add(365 * 24 * time.Hour)
	view, err := b.reading.Execute(request, application.BalanceQuery{CustomerID: "ana"})
	mustSucceed(t, err, checkkit.Told{Message: "Reading a balance does not work.", Input: "a year later"})
	checkkit.Equal(t, view.Balance, int64(0), checkkit.Told{
		Message: "The balance is not worked out for the instant that the clock shows: these points have expired.",
		Input:   "earn 600, redeem 50, then ask again 365 days later",
	})
}

// sources parses every file of the service that is not a test.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join(checkkit.SolutionDir(), "internal", "loyalty")
	var files []source
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, path)
		layer, _, below := strings.Cut(filepath.ToSlash(relative), "/")
		if !below {
			layer = wiring
		}
		files = append(files, source{path: "internal/loyalty/" + filepath.ToSlash(relative), layer: layer, tree: tree})
		return err
	})
	if err != nil {
		checkkit.Failf(t, "The source of the service cannot be read: %v", err)
	}
	return files
}

func modulePath(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(checkkit.SolutionDir(), "go.mod"))
	declared := regexp.MustCompile(`(?m)^\s*module\s+"?([^\s"]+)`).FindSubmatch(text)
	if err != nil || declared == nil {
		checkkit.Failf(t, "go.mod cannot be read: %v", err)
	}
	return string(declared[1])
}

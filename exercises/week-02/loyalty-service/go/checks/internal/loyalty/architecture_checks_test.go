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
			mustBe(t, target == "" || slices.Contains(layerImports[file.layer], target),
				fmt.Sprintf("A file of %s imports from %s.", file.layer, target), fmt.Sprintf("%s imports %q", file.path, imported),
				fmt.Sprintf("%s imports from: %s", file.layer, strings.Join(layerImports[file.layer], ", ")), fmt.Sprintf("it imports %q", imported))
		}
	}
	for _, layer := range []string{"application", "infrastructure", "transport"} {
		mustBe(t, wired[layer], "The imports of internal/loyalty do not lead to every part of the service.", "",
			"internal/loyalty imports internal/loyalty/"+layer, "it does not")
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
		if spec.Path.Value != `"time"` {
			continue
		}
		name = "time"
		if spec.Name != nil {
			name = spec.Name.Name
		}
		mustBe(t, name != ".", file.path+" imports time with a dot, so that nobody can tell what it uses of it.", "",
			"time is imported under a name", `import . "time"`)
	}
	ast.Inspect(file.tree, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok || name == "" {
			return true
		}
		owner, ok := selector.X.(*ast.Ident)
		mustBe(t, !ok || owner.Name != name || !slices.Contains(hiddenTime, selector.Sel.Name), file.path+" uses what rule 13 names.", "",
			"the time comes from application.Clock", "time."+selector.Sel.Name)
		return true
	})
}

func checkTimeComesIn(t *testing.T) {
	b := newBench()
	instants, at := []time.Time{}, []time.Time{}
	for _, step := range []time.Duration{time.Millisecond, 7 * time.Second, time.Hour + time.Millisecond} {
		_, err := b.earn("order-"+step.String(), 6_000, "ana")
		mustSucceed(t, err, "an order")
		instants = append(instants, b.clock.now)
		b.clock.now = b.clock.now.Add(step)
		_, err = b.redeem("mug-"+step.String(), 50, "ana")
		mustSucceed(t, err, "a redemption")
		instants = append(instants, b.clock.now)
		b.clock.now = b.clock.now.Add(time.Second)
	}
	for _, event := range b.accounts.histories["ana"] {
		at = append(at, instantOf(event))
	}
	equalf(t, at, instants, "The saved events do not carry the instants that the clock showed.",
		"three orders and three redemptions by turns, while the clock moves on: instants in the events")
	late := given(10, "late")
	late.At = b.clock.now
	b.accounts.saveElsewhere(late)
	b.clock.now = b.clock.now.Add(year - time.Second)
	view, err := b.read("ana")
	input := "365 days, less one second, after the last of these orders, and 10 points that came a second before that"
	mustSucceed(t, err, input)
	equalf(t, fmt.Sprint(view.Balance, " ", view.Tier), "10 bronze", "Balance and tier are not those of the instant that the clock shows.", input+": balance, tier")
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

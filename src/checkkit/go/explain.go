package checkkit

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// explainPanic turns what a check's goroutine panicked with into words about the learner's code.
func explainPanic(cause any) Told {
	text := fmt.Sprint(cause)
	switch {
	case strings.Contains(text, "deadlock: all goroutines in bubble are blocked"):
		return Told{
			Message:  "Your code is stuck: every goroutine waits for another one, and none can go on.",
			Expected: "the call returns",
			Actual:   "a deadlock",
		}
	case strings.Contains(text, "main bubble goroutine has exited but blocked goroutines remain"):
		return Told{
			Message:  "A goroutine that your code started never ends: it waits for something that nobody will do.",
			Expected: "no goroutine left behind",
			Actual:   "a leaked goroutine",
		}
	default:
		return Told{Message: "Your code panicked.", Expected: "no panic", Actual: "panic: " + text}
	}
}

type place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

var frameLine = regexp.MustCompile(`^\t(\S+\.go):(\d+)`)

// learnerFrame finds the innermost line of a stack that lies in the learner's module and in no test.
func learnerFrame(stack []byte) *place {
	for _, line := range strings.Split(string(stack), "\n") {
		match := frameLine.FindStringSubmatch(line)
		if match == nil || strings.HasSuffix(match[1], "_test.go") || isForeign(match[1]) {
			continue
		}
		number, _ := strconv.Atoi(match[2])
		return &place{File: strings.TrimPrefix(match[1], modulePath+"/"), Line: number}
	}
	return nil
}

// isForeign tells whether a trimmed path is of the standard library or of this kit.
func isForeign(path string) bool {
	return strings.Contains(path, "internal/codealong/checkkit") || !strings.HasPrefix(path, modulePath+"/")
}

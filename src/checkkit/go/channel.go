package checkkit

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

// event is one line on the channel. Its fields are those of RunEvent in src/core/check/protocol.ts.
type event struct {
	Nonce      string   `json:"nonce"`
	Type       string   `json:"type"`
	ID         string   `json:"id,omitempty"`
	Status     string   `json:"status,omitempty"`
	DurationMs int64    `json:"durationMs"`
	Failure    *failure `json:"failure,omitempty"`
}

type failure struct {
	Told
	At *place `json:"at,omitempty"`
}

var (
	channel     *os.File
	channelLock sync.Mutex
	nonce       string
	modulePath  string
	solutionDir string
)

// openChannel takes the job from standard input, so that the code under check finds neither it nor the secret in the
// environment, and opens the channel.
func openChannel() {
	var job struct{ Nonce, Module, Solution string }
	if err := json.NewDecoder(os.Stdin).Decode(&job); err != nil {
		fmt.Fprintln(os.Stderr, "there is no job on standard input:", err)
		os.Exit(3)
	}
	nonce, modulePath, solutionDir = job.Nonce, job.Module, job.Solution
	channel = os.NewFile(3, "events")
}

// beat is how often, at most, a run says that it goes on.
const beat = 200 * time.Millisecond

var (
	beatLock sync.Mutex
	lastBeat time.Time
)

// showLife says that the run goes on, however slowly. Inside of a bubble, where time is another one, it must not be called.
func showLife() {
	beatLock.Lock()
	defer beatLock.Unlock()
	if now := time.Now(); now.Sub(lastBeat) >= beat {
		lastBeat = now
		send(event{Type: "alive"})
	}
}

const longest = 4000

// shorten leaves the middle of a long text out, so that no message is longer than the channel takes.
func shorten(text string) string {
	if len(text) <= longest {
		return text
	}
	left := len(text) - longest
	return strings.ToValidUTF8(fmt.Sprintf("%s … %d bytes left out … %s", text[:longest/2], left, text[len(text)-longest/2:]), "")
}

// send writes one event as one line, which begins afresh whatever somebody else wrote to the descriptor. A channel that is
// gone ends the run: nobody would hear the rest.
func send(message event) {
	message.Nonce = nonce
	line, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	channelLock.Lock()
	defer channelLock.Unlock()
	if _, err := channel.WriteString("\n" + string(line) + "\n"); err != nil {
		os.Exit(3)
	}
}

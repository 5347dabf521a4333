package checkkit

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"sync"
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

// openChannel takes the channel and its secret out of the environment, so that the code under check does not find them
// there. CODEALONG_CHANNEL is the number of an inherited file descriptor or the path of a pipe.
func openChannel() {
	target := os.Getenv("CODEALONG_CHANNEL")
	nonce = os.Getenv("CODEALONG_NONCE")
	modulePath = os.Getenv("CODEALONG_MODULE")
	solutionDir = os.Getenv("CODEALONG_SOLUTION")
	for _, name := range []string{"CODEALONG_CHANNEL", "CODEALONG_NONCE", "CODEALONG_MODULE", "CODEALONG_SOLUTION"} {
		os.Unsetenv(name)
	}
	if descriptor, err := strconv.Atoi(target); err == nil {
		channel = os.NewFile(uintptr(descriptor), "checks")
		return
	}
	file, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the channel for results can't be opened:", err)
		os.Exit(3)
	}
	channel = file
}

// send writes one event as one line. A channel that is gone ends the run: nobody would hear the rest.
func send(message event) {
	message.Nonce = nonce
	line, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	channelLock.Lock()
	defer channelLock.Unlock()
	if _, err := channel.Write(append(line, '\n')); err != nil {
		os.Exit(3)
	}
}

package checkkit

import "runtime"

// OnOneProcessor lets goroutines take turns while work goes on. A check that goes step by step is several times as fast this
// way: to hand over from one processor to another costs more than what most steps do.
func OnOneProcessor(work func()) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	work()
}

// OnAllProcessors is for what is to happen in the same instant, also where the check around it goes on one processor.
func OnAllProcessors(work func()) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(runtime.NumCPU()))
	work()
}

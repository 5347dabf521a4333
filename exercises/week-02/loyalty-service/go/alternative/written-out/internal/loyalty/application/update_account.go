package application

import "errors"

// attempt calls work until it succeeds or fails with something else than a conflict, three times at the most.
func attempt[T any](work func() (T, error)) (result T, err error) {
	for range 3 {
		result, err = work()
		if conflict := (*ConcurrencyError)(nil); !errors.As(err, &conflict) {
			break
		}
	}
	return result, err
}

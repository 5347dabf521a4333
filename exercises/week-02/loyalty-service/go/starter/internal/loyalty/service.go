// Package loyalty puts the loyalty service together. Only this package knows which type stands behind which port.
package loyalty

import (
	"context"
	"errors"
	"net/http"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/infrastructure"
)

// Dependencies is what an instance of the service needs from the outside.
type Dependencies struct {
	Log    infrastructure.EventLog
	Broker infrastructure.Broker
	Clock  application.Clock
}

// OrderPaid tells that an order is paid. The broker may deliver it more than once, and to any instance.
type OrderPaid struct {
	OrderID     string
	CustomerID  string
	AmountMinor int64
}

// Service is one instance of the service.
type Service struct {
}

// New builds the adapters, gives them to the use cases, and those to the handler.
func New(d Dependencies) *Service {
	return &Service{}
}

// ServeHTTP answers a request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "not written yet: hand the request to the handler of the transport", http.StatusNotImplemented)
}

// OnOrderPaid gives the points for the order. It fails when they could not be saved, so that the broker delivers the
// message again.
func (s *Service) OnOrderPaid(ctx context.Context, event OrderPaid) error {
	return errors.New("not written yet: earn the points of the order")
}

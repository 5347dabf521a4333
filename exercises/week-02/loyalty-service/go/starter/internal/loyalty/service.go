// Package loyalty puts the loyalty service together. Only this package knows which type stands behind which port.
package loyalty

import (
	"context"
	"net/http"

	"go-coffee/internal/loyalty/application"
	"go-coffee/internal/loyalty/infrastructure"
	"go-coffee/internal/loyalty/transport"
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
	handler    http.Handler
	earnPoints *application.EarnPoints
}

// New builds the adapters, gives them to the use cases, and those to the handler.
func New(d Dependencies) *Service {
	accounts := infrastructure.NewEventStoreAccountRepository(d.Log)
	publisher := infrastructure.NewOutboxPublisher(d.Log, d.Broker)
	earnPoints := application.NewEarnPoints(accounts, publisher, d.Clock)
	return &Service{
		earnPoints: earnPoints,
		handler: transport.NewHandler(transport.UseCases{
			EarnPoints:   earnPoints,
			RedeemReward: application.NewRedeemReward(accounts, publisher, d.Clock),
			GetBalance:   application.NewGetBalance(accounts, d.Clock),
		}),
	}
}

// ServeHTTP answers a request.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.handler.ServeHTTP(w, r)
}

// OnOrderPaid gives the points for the order. It fails when they could not be saved, so that the broker delivers the
// message again.
func (s *Service) OnOrderPaid(ctx context.Context, event OrderPaid) error {
	command := application.EarnCommand{CustomerID: event.CustomerID, OrderID: event.OrderID, AmountMinor: event.AmountMinor}
	_, err := s.earnPoints.Execute(ctx, command)
	return err
}

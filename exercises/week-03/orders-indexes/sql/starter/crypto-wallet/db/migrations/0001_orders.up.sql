CREATE TABLE orders (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint      NOT NULL,
  shop_id     integer     NOT NULL,
  status      text        NOT NULL CHECK (status IN ('pending', 'brewing', 'ready', 'collected', 'cancelled')),
  total_cents integer     NOT NULL CHECK (total_cents >= 0),
  created_at  timestamptz NOT NULL
);

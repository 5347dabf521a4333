CREATE TABLE orders (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint      NOT NULL,
  shop_id     integer     NOT NULL,
  status      text        NOT NULL CHECK (status IN ('pending', 'brewing', 'ready', 'collected', 'cancelled')),
  total_cents integer     NOT NULL CHECK (total_cents >= 0),
  created_at  timestamptz NOT NULL
);

-- No random(): the rows are the same everywhere.
INSERT INTO orders (customer_id, shop_id, status, total_cents, created_at)
SELECT 1 + (i::bigint * 48271 % 2147483647) % 2000,
       1 + (i::bigint * 69621 % 2147483647) % 97,
       CASE WHEN i > 90000 AND i % 10 = 7 THEN 'pending' WHEN i > 80000 AND i % 10 = 3 THEN 'ready'
            WHEN i > 90000 AND i % 10 = 1 THEN 'brewing' WHEN i % 50 = 9 THEN 'cancelled' ELSE 'collected' END,
       250 + (i::bigint * 16807 % 2147483647) % 900,
       timestamptz '2026-03-01 00:00:00+00' + (i - 1) * interval '25.92 seconds'
FROM generate_series(1, 100000) AS i;
VACUUM ANALYZE orders;

-- What is known of the rows before anything runs, so that no check has to read the whole table for it.
CREATE SCHEMA given;

-- What day_report returns for each day, in one row: its lines as the checks write them.
CREATE TABLE given.days AS
SELECT day, sum(orders) AS orders,
       string_agg(format('shop_id %s, orders %s, cents %s', shop_id, orders, cents), E'\n' ORDER BY shop_id) AS lines
FROM (
  SELECT date(created_at)::text AS day, shop_id, count(*) AS orders, sum(total_cents) AS cents
  FROM orders
  GROUP BY date(created_at), shop_id
) AS reports
GROUP BY day;

-- All rows in one number, as the checks compute it again later, and the transaction that wrote every one of them.
CREATE TABLE given.digest AS
SELECT count(*) AS rows,
       sum(hash_record_extended((id, customer_id, shop_id, status, total_cents, created_at), 0))::text AS digest,
       min(xmin::text) AS writer
FROM public.orders;

-- name: next_pending
SELECT id, customer_id, shop_id, created_at
FROM orders
WHERE status = 'pending'
ORDER BY created_at
LIMIT 50;

-- name: customer_orders
-- $1 customer
SELECT id, shop_id, status, total_cents, created_at
FROM orders
WHERE customer_id = $1
ORDER BY created_at DESC
LIMIT 20;

-- name: ready_orders
-- $1 shop
SELECT id, customer_id, created_at
FROM orders
WHERE shop_id = $1 AND status = 'ready';

-- name: day_report
-- $1 day (UTC)
SELECT shop_id, count(*) AS orders, sum(total_cents) AS cents
FROM orders
WHERE created_at >= $1::date
  AND created_at < $1::date + 1
GROUP BY shop_id
ORDER BY shop_id;

-- name: next_pending
SELECT id, customer_id, shop_id, created_at
FROM orders
WHERE status = 'pending'
ORDER BY created_at
LIMIT 50;

-- name: customer_orders
SELECT id, shop_id, status, total_cents, created_at
FROM orders
WHERE customer_id = $1
ORDER BY created_at DESC
LIMIT 20;

-- name: ready_orders
SELECT id, customer_id, created_at
FROM orders
WHERE shop_id = $1 AND status = $2;

-- name: day_report
SELECT shop_id, count(*) AS orders, sum(total_cents) AS cents
FROM orders
WHERE $1::timestamptz + interval '1 day' > created_at
  AND $1::timestamptz <= created_at
GROUP BY shop_id
ORDER BY shop_id;

-- The shop. Money is integer minor units (hundredths of the currency), times are ISO 8601 UTC text, ids are never reused.
-- A statement ends with a semicolon at the end of a line.

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT NOT NULL,
  email TEXT NOT NULL,
  password TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  phone TEXT,
  address TEXT NOT NULL,
  is_staff INTEGER NOT NULL DEFAULT 0 CHECK (is_staff IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX users_staff ON users (id) WHERE is_staff = 1;

-- Every name that signs someone in, folded: the username and the email of each user. One table keeps them apart.
CREATE TABLE login_names (
  name TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX login_names_user ON login_names (user_id);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  last_used_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  user_agent TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_user ON sessions (user_id, created_at);

CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE categories (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  image TEXT,
  created_at TEXT NOT NULL
) STRICT;

-- price, stock and varied repeat what the variants say: the first one's price, the sum of their stocks, and whether there
-- are any to be shown.
CREATE TABLE products (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  category_id INTEGER NOT NULL REFERENCES categories (id),
  name TEXT NOT NULL,
  -- the name with letter case aside, which SQLite knows of ASCII alone: what products are ordered by
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  color TEXT NOT NULL,
  size TEXT NOT NULL,
  image TEXT,
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 9999999999),
  stock INTEGER NOT NULL CHECK (stock >= 0),
  varied INTEGER NOT NULL DEFAULT 0 CHECK (varied IN (0, 1)),
  in_stock INTEGER NOT NULL GENERATED ALWAYS AS (stock > 0) VIRTUAL,
  rating_sum INTEGER NOT NULL DEFAULT 0,
  rating_count INTEGER NOT NULL DEFAULT 0,
  average INTEGER NOT NULL GENERATED ALWAYS AS
    (CASE WHEN rating_count = 0 THEN 0 ELSE (200 * rating_sum + rating_count) / (2 * rating_count) END) VIRTUAL,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  created_at TEXT NOT NULL,
  CHECK (rating_sum BETWEEN rating_count AND 5 * rating_count)
) STRICT;

CREATE INDEX products_category ON products (category_id);

CREATE INDEX products_by_id ON products (id) WHERE archived = 0;

CREATE INDEX products_by_price ON products (price, id) WHERE archived = 0;

CREATE INDEX products_by_name ON products (name_key, id) WHERE archived = 0;

CREATE INDEX products_by_average ON products (average, id) WHERE archived = 0;

CREATE INDEX products_by_created ON products (created_at, id) WHERE archived = 0;

-- A category's page in each ordering.
CREATE INDEX products_by_category ON products (category_id, id) WHERE archived = 0;

CREATE INDEX products_by_category_price ON products (category_id, price, id) WHERE archived = 0;

CREATE INDEX products_by_category_name ON products (category_id, name_key, id) WHERE archived = 0;

CREATE INDEX products_by_category_average ON products (category_id, average, id) WHERE archived = 0;

CREATE INDEX products_by_category_created ON products (category_id, created_at, id) WHERE archived = 0;

CREATE INDEX products_by_in_stock ON products (in_stock, id) WHERE archived = 0;

-- What is sold. A product without variants has one plain row that is never shown, so that stock takes one path.
CREATE TABLE variants (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  plain INTEGER NOT NULL CHECK (plain IN (0, 1)),
  position INTEGER NOT NULL,
  sku TEXT,
  options TEXT NOT NULL CHECK (json_type(options) = 'object'),
  options_key TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 9999999999),
  stock INTEGER NOT NULL CHECK (stock BETWEEN 0 AND 1000000000000),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  CHECK (plain = 1 OR sku IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX variants_options ON variants (product_id, options_key) WHERE archived = 0;

CREATE UNIQUE INDEX variants_sku ON variants (sku) WHERE archived = 0;

CREATE INDEX variants_product ON variants (product_id, archived, position);

-- For ?color= and ?size=: the product's own values and its variants' options, folded.
CREATE TABLE product_options (
  product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, value, product_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX product_options_product ON product_options (product_id);

-- For ?search=: the words of name and description, folded before they come here, and one for the category; rowid is the
-- product's id. What words begin with is kept for each length, so that a page of what is found is read and not all of it.
CREATE VIRTUAL TABLE product_words USING fts5 (
  words, tokenize = 'ascii', detail = none, content = '', contentless_delete = 1,
  prefix = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
);

-- Each edit writes a small piece of that index; a search reads all pieces: they are joined sooner than FTS5 would.
INSERT INTO product_words (product_words, rank) VALUES ('automerge', 2), ('crisismerge', 4);

-- A customer's cart, or a guest's, who holds a token of which only the digest is kept.
CREATE TABLE carts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
  token_hash TEXT UNIQUE,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'checked_out')),
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK ((user_id IS NULL) <> (token_hash IS NULL)),
  CHECK (user_id IS NOT NULL OR is_default = 0)
) STRICT;

CREATE UNIQUE INDEX carts_default ON carts (user_id) WHERE is_default = 1 AND state = 'open';

CREATE INDEX carts_guests ON carts (updated_at) WHERE token_hash IS NOT NULL;

-- A customer's open carts, the default one first.
CREATE INDEX carts_user ON carts (user_id, state, (1 - is_default));

CREATE TABLE cart_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  cart_id INTEGER NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
  variant_id INTEGER NOT NULL REFERENCES variants (id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (variant_id, cart_id)
) STRICT;

CREATE INDEX cart_lines_cart ON cart_lines (cart_id);

-- cart_id is unique: a checked-out cart has one order. ref is the order's name before it has an id.
CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ref TEXT NOT NULL UNIQUE,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  user_name TEXT NOT NULL,
  cart_id INTEGER UNIQUE REFERENCES carts (id) ON DELETE SET NULL,
  status TEXT NOT NULL DEFAULT 'Pending'
    CHECK (status IN ('Pending', 'Processing', 'Shipped', 'Delivered', 'Cancelled')),
  total INTEGER NOT NULL CHECK (total BETWEEN 0 AND 9000000000000000),
  currency TEXT NOT NULL,
  shipping_address TEXT NOT NULL CHECK (json_type(shipping_address) IN ('text', 'object')),
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  payment_mode TEXT NOT NULL CHECK (payment_mode IN ('cod', 'online')),
  is_paid INTEGER NOT NULL DEFAULT 0 CHECK (is_paid IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX orders_user ON orders (user_id, id);

CREATE INDEX orders_status ON orders (status, id);

CREATE INDEX orders_user_status ON orders (user_id, status, id);

-- An order's items lie together. Their ids are the order's with three more digits.
CREATE TABLE order_items (
  order_id INTEGER NOT NULL REFERENCES orders (id),
  id INTEGER NOT NULL CHECK (id / 1000 = order_id),
  variant_id INTEGER NOT NULL REFERENCES variants (id),
  -- the variant's own, so that an order is read without it; options are null when it was sold as the product itself
  product_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  image TEXT,
  options TEXT CHECK (options IS NULL OR json_type(options) = 'object'),
  price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 9999999999),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
  PRIMARY KEY (order_id, id),
  UNIQUE (variant_id, order_id)
) STRICT, WITHOUT ROWID;

-- What a customer's key was answered when it made an order, byte for byte.
CREATE TABLE idempotency_keys (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, endpoint, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- One rating a user and product; its sum and count stand on the product.
CREATE TABLE ratings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  comment TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (product_id, user_id)
) STRICT;

CREATE INDEX ratings_product ON ratings (product_id, id);

CREATE INDEX ratings_user ON ratings (user_id, id);

-- Failed logins, sign-ups and guests' carts, counted until ends_at. Keys hold digests of names and addresses.
CREATE TABLE throttles (
  key TEXT PRIMARY KEY,
  ends_at TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX throttles_end ON throttles (ends_at);

-- Digests of the addresses from which a user has signed in.
CREATE TABLE known_addresses (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (user_id, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_addresses_seen ON known_addresses (user_id, seen_at, address);

-- What the outside may want to know, in the order of the commits, ids without a gap: a batch that is rolled back takes
-- its ids back with it, and no row is ever removed. Ids only, nothing personal.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL CHECK (type IN ('order.placed', 'order.status_changed', 'order.cancelled', 'stock.low')),
  at TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_type(data) = 'object')
) STRICT;

-- What staff changed, as the wire showed it before and after. person_id is the customer whom that tells something of,
-- so that it can be forgotten. An id is only used again within the batch that found that nothing had changed.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  at TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('create', 'update', 'delete')),
  object TEXT NOT NULL,
  person_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  before TEXT CHECK (before IS NULL OR json_type(before) = 'object'),
  after TEXT CHECK (after IS NULL OR json_type(after) = 'object')
) STRICT;

CREATE INDEX audit_user ON audit (user_id);

CREATE INDEX audit_person ON audit (person_id);

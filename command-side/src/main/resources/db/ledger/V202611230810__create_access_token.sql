-- Machine tokens. Only a digest of each is kept; who reads this table cannot use it to get in.

create table ledger.access_token (
  id           text        collate "C" not null,
  name         text        not null,
  token_sha256 bytea       not null,
  roles        text[]      not null,
  environments text[]      not null default '{}',
  sources      text[]      not null default '{}',
  created_at   timestamptz not null default now(),
  expires_at   timestamptz,
  revoked_at   timestamptz,
  constraint access_token_pk primary key (id),
  constraint access_token_sha256_length check (octet_length(token_sha256) = 32),
  constraint access_token_has_a_role check (cardinality(roles) > 0)
);

comment on table ledger.access_token is
  'Who may come in, and what for. A token reads chg_<id>_<secret>_<checksum>.';
comment on column ledger.access_token.id is 'The public part of the token, 12 characters a-z 0-9.';
comment on column ledger.access_token.name is 'Whom or what it was given to, for people.';
comment on column ledger.access_token.token_sha256 is 'SHA-256 of the whole token, 32 bytes. The secret has 256 random bits, so no salt and no slow hash is needed.';
comment on column ledger.access_token.roles is 'INGEST, READ, RESPOND, AUDIT, ADMIN.';
comment on column ledger.access_token.environments is 'Environments that it is bound to; empty: all.';
comment on column ledger.access_token.sources is 'CloudEvents sources that it may speak for; empty: all.';
comment on column ledger.access_token.created_at is 'When it was made, by the clock of this database.';
comment on column ledger.access_token.expires_at is 'From then on it is not taken; null: no end.';
comment on column ledger.access_token.revoked_at is 'From then on it is not taken; null: not revoked.';

comment on column ledger.token_entry.claimed_at is
  'When the owner last showed itself, by the clock of this database; ISO 8601 text in UTC, as Axon writes it.';

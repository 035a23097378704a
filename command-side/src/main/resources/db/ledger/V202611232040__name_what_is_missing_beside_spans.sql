-- What has not come beside the spans of a failed action is told at once, and taken back when it
-- comes.

alter table ledger.otlp_span
  add column links text[] not null default '{}',
  add column gap_told boolean not null default false;

drop index ledger.otlp_span_open;
create index otlp_span_open on ledger.otlp_span (received_at)
  where span is not null or (needs_parent and not gap_told);
drop index ledger.otlp_span_linked;
create index otlp_span_linked on ledger.otlp_span using gin (linked_traces)
  where span is not null or gap_told;

comment on column ledger.otlp_span.links is
  'Of a consumer: the spans that sent the messages it worked on, as <trace id>:<span id> in hex.';
comment on column ledger.otlp_span.gap_told is
  'Whether the log was told, or is about to be, that something beside the span is missing.';

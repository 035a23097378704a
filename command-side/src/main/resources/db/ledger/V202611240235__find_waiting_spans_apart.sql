-- Every sweep asks for spans that wait; those that only lack their parent are many more, and are
-- looked at once each. COPY writes rows one by one where a default is volatile.

drop index ledger.otlp_span_open;
create index otlp_span_waiting on ledger.otlp_span (received_at)
  where span is not null;
create index otlp_span_parent_due on ledger.otlp_span (received_at)
  where needs_parent and not gap_told;
alter index ledger.otlp_span_received set (autosummarize = on);
alter table ledger.otlp_span alter column received_at set default now();

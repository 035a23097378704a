-- What the OpenTelemetry door remembers of spans, so that those that come late, in any order and in
-- many exports are joined into one action.

create table ledger.otlp_span (
  environment    text        collate "C" not null,
  trace_id       bytea       not null,
  span_id        bytea       not null,
  parent_span_id bytea,
  started_at     timestamptz not null,
  publishes      boolean     not null,
  linked_traces  bytea[]     not null,
  placement      text,
  span           text,
  needs_parent   boolean     not null default false,
  received_at    timestamptz not null default clock_timestamp(),
  constraint otlp_span_pk primary key (environment, trace_id, span_id),
  constraint otlp_span_trace_id_length check (octet_length(trace_id) = 16),
  constraint otlp_span_span_id_length check (octet_length(span_id) = 8)
);

create index otlp_span_open on ledger.otlp_span (received_at)
  where span is not null or needs_parent;
create index otlp_span_linked on ledger.otlp_span using gin (linked_traces)
  where span is not null;
create index otlp_span_received on ledger.otlp_span using brin (received_at);

comment on table ledger.otlp_span is
  'Memory of the OpenTelemetry door, one row per span. A span that cannot be placed yet is kept here whole until its facts are in the log; the rest of a row is forgotten after changeover.otlp.memory. No evidence: what a span tells is in ledger.event.';
comment on column ledger.otlp_span.environment is 'deployment.environment.name of the resource.';
comment on column ledger.otlp_span.trace_id is '16 bytes.';
comment on column ledger.otlp_span.span_id is '8 bytes.';
comment on column ledger.otlp_span.parent_span_id is '8 bytes; null for the root of a trace.';
comment on column ledger.otlp_span.started_at is 'Start as the source claims, to the microsecond.';
comment on column ledger.otlp_span.publishes is 'Whether the span sends a message on.';
comment on column ledger.otlp_span.linked_traces is 'Trace ids of its span links.';
comment on column ledger.otlp_span.placement is
  'JSON: actions, step, attempt and effect name that the span was given. Never changed once set. Null: it waits.';
comment on column ledger.otlp_span.span is
  'JSON: the span with its allowed attributes. Null once its facts are known to be in the log.';
comment on column ledger.otlp_span.needs_parent is
  'Whether it is still to be checked that the parent span has come.';
comment on column ledger.otlp_span.received_at is 'Clock of this database when the span first came.';

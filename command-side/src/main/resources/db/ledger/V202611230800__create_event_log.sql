-- The event log. Schema ledger is for ever: it is only expanded, never rewritten. Flyway creates the
-- schema itself; its own history table is ledger.flyway_schema_history.

comment on schema ledger is
  'What happened, for ever: the event log and what belongs to writing and reading it. Expand only.';

create table ledger.event (
  position       bigint      not null,
  stream_seq     bigint      not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  source         text        collate "C" not null,
  id             text        collate "C" not null,
  stored_type    text        collate "C" not null,
  environment    text        collate "C",
  subject        text        collate "C" not null,
  stream         text        collate "C" not null,
  actor          text        collate "C",
  content_sha256 bytea       not null,
  payload        bytea       not null,
  extras         bytea,
  constraint event_pk primary key (position),
  constraint event_source_id_unique unique (source, id),
  constraint event_stream_unique unique (stream, stream_seq),
  constraint event_position_not_negative check (position >= 0),
  constraint event_content_sha256_length check (octet_length(content_sha256) = 32)
);

comment on table ledger.event is
  'One row per recorded fact. Append only: triggers refuse UPDATE, DELETE and TRUNCATE. The place of leaf hashes and sealed tree heads is tables of their own, keyed by position, filled by the sealer.';
comment on column ledger.event.position is
  'Dense index from 0 in commit order: position n was committed before n + 1 was given out, so "position > p" misses nothing. Also the leaf index of the Merkle tree.';
comment on column ledger.event.stream_seq is
  'Number within the stream, from 0 without a gap. Aggregates use it for optimistic concurrency.';
comment on column ledger.event.occurred_at is
  'When it happened as its source claims, to the microsecond (finer digits are cut off). Not trusted: may be long ago or ahead.';
comment on column ledger.event.recorded_at is
  'Clock of this database when the row was written, to the microsecond; never earlier than that of the position before.';
comment on column ledger.event.source is
  'Who told it: URI reference as in CloudEvents source. /changeover/<aggregate type> for what an aggregate of ours decided.';
comment on column ledger.event.id is
  'Unique for ever within the source, as in CloudEvents id. The Axon message identifier for what an aggregate decided.';
comment on column ledger.event.stored_type is
  'Stable name and version of the payload''s form, e.g. worker.reported.1. Never a class name.';
comment on column ledger.event.environment is
  'The environment it belongs to, e.g. production. Null for facts of no environment, such as a built artifact.';
comment on column ledger.event.subject is
  'The name of the thing it is about, as its source named it.';
comment on column ledger.event.stream is
  'kind/environment/name, e.g. action/production/order/4711; a missing environment reads as -. Read one with (stream, stream_seq), up to a position by adding "position <= p".';
comment on column ledger.event.actor is
  'Who gave the command, for what an aggregate decided. Null for observed facts.';
comment on column ledger.event.content_sha256 is
  'SHA-256, 32 bytes, over what the source sent, independent of spacing and member order; over the payload for what an aggregate decided. Tells a repeated fact from another fact under the same id.';
comment on column ledger.event.payload is
  'The fact: UTF-8 JSON in the form of stored_type. Digests are taken over these bytes, never over a re-serialised object.';
comment on column ledger.event.extras is
  'UTF-8 JSON object with what was sent beside what the payload holds (links, custom data, wire type; metaData of an aggregate''s event). Null: nothing.';

create table ledger.head (
  only_row         boolean     not null default true,
  next_position    bigint      not null,
  last_recorded_at timestamptz not null,
  constraint head_pk primary key (only_row),
  constraint head_one_row check (only_row)
) with (fillfactor = 10);

comment on table ledger.head is
  'The end of the log, one row. Whoever appends locks it until commit; that is what makes positions dense and in commit order.';
comment on column ledger.head.only_row is 'Always true; keeps it at one row.';
comment on column ledger.head.next_position is
  'Position of the next row of ledger.event; equally the number of rows in it.';
comment on column ledger.head.last_recorded_at is
  'recorded_at of the newest row: the least that the next one gets, even if the clock was set back. -infinity while the log is empty.';

insert into ledger.head (next_position, last_recorded_at) values (0, '-infinity');

create table ledger.conflict (
  source         text        collate "C" not null,
  id             text        collate "C" not null,
  content_sha256 bytea       not null,
  position       bigint      not null,
  noticed_at     timestamptz not null,
  occurred_at    timestamptz not null,
  stored_type    text        collate "C" not null,
  environment    text        collate "C",
  subject        text        collate "C" not null,
  payload        bytea       not null,
  extras         bytea,
  constraint conflict_pk primary key (source, id, content_sha256),
  constraint conflict_position_fk foreign key (position) references ledger.event (position),
  constraint conflict_content_sha256_length check (octet_length(content_sha256) = 32)
);

comment on table ledger.conflict is
  'Facts that came under the id of another fact with other content. They are not part of the log; the first fact stands. One row per differing content, however often it was sent.';
comment on column ledger.conflict.source is 'As ledger.event.source.';
comment on column ledger.conflict.id is 'As ledger.event.id: the id that was used twice.';
comment on column ledger.conflict.content_sha256 is
  'SHA-256, 32 bytes, of the refused content; differs from that of the event at position.';
comment on column ledger.conflict.position is 'Where the fact that came first is in ledger.event.';
comment on column ledger.conflict.noticed_at is
  'Clock of this database when the refused fact first came, to the microsecond.';
comment on column ledger.conflict.occurred_at is 'As claimed by the refused fact.';
comment on column ledger.conflict.stored_type is 'Stable name and version of the refused payload''s form.';
comment on column ledger.conflict.environment is 'Environment of the refused fact; null for none.';
comment on column ledger.conflict.subject is 'Subject of the refused fact.';
comment on column ledger.conflict.payload is 'The refused fact, UTF-8 JSON.';
comment on column ledger.conflict.extras is 'As ledger.event.extras, of the refused fact. Null: nothing.';

create function ledger.refuse_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception '% on %.% is refused: the log is append only; record a new fact instead',
    tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$$;

comment on function ledger.refuse_change() is
  'Trigger function that makes a table append only.';

create trigger event_refuses_change
  before update or delete or truncate on ledger.event
  for each statement execute function ledger.refuse_change();
create trigger conflict_refuses_change
  before update or delete or truncate on ledger.conflict
  for each statement execute function ledger.refuse_change();
create trigger head_refuses_removal
  before delete or truncate on ledger.head
  for each statement execute function ledger.refuse_change();
create trigger head_refuses_going_back
  before update on ledger.head
  for each row
  when (new.next_position < old.next_position or new.last_recorded_at < old.last_recorded_at)
  execute function ledger.refuse_change();

create table ledger.token_entry (
  processor_name text    collate "C" not null,
  segment        integer not null,
  token          bytea,
  token_type     text    collate "C",
  claimed_at     text    collate "C" not null,
  owner          text    collate "C",
  constraint token_entry_pk primary key (processor_name, segment)
);

comment on table ledger.token_entry is
  'How far each event processor has read, and which node holds it. Written by Axon''s JDBC token store, in the transaction that writes the rows of the projection.';
comment on column ledger.token_entry.processor_name is 'Name of the processor, e.g. action; __config for the identity of this store.';
comment on column ledger.token_entry.segment is 'Segment of the processor, from 0.';
comment on column ledger.token_entry.token is 'UTF-8 JSON in the form of token_type. Null: at the beginning.';
comment on column ledger.token_entry.token_type is 'Stable name of the token''s form, e.g. token.position.1. Never a class name.';
comment on column ledger.token_entry.claimed_at is 'When the owner last showed itself; ISO 8601 text in UTC by the owner''s clock, as Axon writes it.';
comment on column ledger.token_entry.owner is 'Node that holds the segment; null for none.';

create table ledger.dead_letter_entry (
  dead_letter_id      text   collate "C" not null,
  processing_group    text   collate "C" not null,
  sequence_identifier text   collate "C" not null,
  sequence_index      bigint not null,
  message_type        text   collate "C" not null,
  event_identifier    text   collate "C" not null,
  time_stamp          text   collate "C" not null,
  payload_type        text   collate "C" not null,
  payload_revision    text   collate "C",
  payload             bytea  not null,
  meta_data           bytea,
  aggregate_type      text   collate "C",
  aggregate_identifier text  collate "C",
  sequence_number     bigint,
  token_type          text   collate "C",
  token               bytea,
  enqueued_at         text   collate "C" not null,
  last_touched        text   collate "C",
  processing_started  text   collate "C",
  cause_type          text   collate "C",
  cause_message       text,
  diagnostics         bytea,
  constraint dead_letter_entry_pk primary key (dead_letter_id),
  constraint dead_letter_entry_sequence_unique
    unique (processing_group, sequence_identifier, sequence_index)
);

comment on table ledger.dead_letter_entry is
  'Facts that a processor could not handle, and those of the same stream that wait behind them. Written by Axon''s JDBC dead-letter queue. Holds positions, not copies: the fact itself stays in ledger.event.';
comment on column ledger.dead_letter_entry.dead_letter_id is 'Made by Axon, a UUID.';
comment on column ledger.dead_letter_entry.processing_group is 'Name of the processor.';
comment on column ledger.dead_letter_entry.sequence_identifier is 'The stream of the fact: its letters are handled in order.';
comment on column ledger.dead_letter_entry.sequence_index is 'Order within the sequence.';
comment on column ledger.dead_letter_entry.message_type is 'Always fact.';
comment on column ledger.dead_letter_entry.event_identifier is 'Identifier of the message: source, a space, id.';
comment on column ledger.dead_letter_entry.time_stamp is 'recorded_at of the fact, ISO 8601 text in UTC.';
comment on column ledger.dead_letter_entry.payload_type is 'Stable name of the payload''s form: recorded.position.1.';
comment on column ledger.dead_letter_entry.payload_revision is 'Not used.';
comment on column ledger.dead_letter_entry.payload is 'UTF-8 JSON object with the position in ledger.event.';
comment on column ledger.dead_letter_entry.meta_data is 'UTF-8 JSON object; empty for facts.';
comment on column ledger.dead_letter_entry.aggregate_type is 'Not used.';
comment on column ledger.dead_letter_entry.aggregate_identifier is 'Not used.';
comment on column ledger.dead_letter_entry.sequence_number is 'Not used; -1.';
comment on column ledger.dead_letter_entry.token_type is 'Stable name of the token''s form.';
comment on column ledger.dead_letter_entry.token is 'Where the processor was, UTF-8 JSON.';
comment on column ledger.dead_letter_entry.enqueued_at is 'When it was put here, ISO 8601 text in UTC.';
comment on column ledger.dead_letter_entry.last_touched is 'When it was last tried, ISO 8601 text in UTC.';
comment on column ledger.dead_letter_entry.processing_started is 'When a node began to retry it, ISO 8601 text in UTC; null: none does.';
comment on column ledger.dead_letter_entry.cause_type is 'Kind of the fault that put it here; null for those that wait behind another letter.';
comment on column ledger.dead_letter_entry.cause_message is 'Message of that fault, at most 1023 characters.';
comment on column ledger.dead_letter_entry.diagnostics is 'UTF-8 JSON object with what a retry noted, e.g. the number of retries.';

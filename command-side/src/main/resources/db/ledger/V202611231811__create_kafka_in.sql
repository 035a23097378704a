-- Where reading from Kafka goes on, and what of it could not be read. Both are written in the
-- transaction that appends the facts, so that after any crash they say what the log says.

create table ledger.kafka_offset (
  cluster_id   text        collate "C" not null,
  topic        text        collate "C" not null,
  partition    integer     not null,
  topic_id     text        collate "C" not null,
  next_offset  bigint      not null,
  leader_epoch integer,
  claim        bigint      not null,
  changed_at   timestamptz not null default clock_timestamp(),
  constraint kafka_offset_pk primary key (cluster_id, topic, partition),
  constraint kafka_offset_partition_not_negative check (partition >= 0),
  constraint kafka_offset_next_offset_not_negative check (next_offset >= 0)
) with (fillfactor = 50);

comment on table ledger.kafka_offset is
  'How far each partition of Kafka has been taken into the log, one row each. Moved in the transaction that appends the facts, by the reader that made the newest claim and from the offset it expects, else not at all. Kafka''s own committed offsets are for show.';
comment on column ledger.kafka_offset.cluster_id is 'Id of the Kafka cluster, as its brokers say it.';
comment on column ledger.kafka_offset.topic is 'Name of the topic.';
comment on column ledger.kafka_offset.partition is 'Number of the partition, from 0.';
comment on column ledger.kafka_offset.topic_id is
  'Id of the topic, as its brokers say it: a topic that was deleted and made again has another.';
comment on column ledger.kafka_offset.next_offset is
  'Offset of the first record that has not been taken.';
comment on column ledger.kafka_offset.leader_epoch is
  'Epoch of the partition''s leader that the last record taken was read from; finds out later whether that record is still there. Null: not known.';
comment on column ledger.kafka_offset.claim is
  'Goes up by one each time a reader begins with the partition. Whoever has an older claim can no longer append.';
comment on column ledger.kafka_offset.changed_at is 'Clock of this database at the last change.';

create table ledger.kafka_quarantine (
  cluster_id    text        collate "C" not null,
  topic         text        collate "C" not null,
  topic_id      text        collate "C" not null,
  partition     integer     not null,
  record_offset bigint      not null,
  record_at     timestamptz,
  noticed_at    timestamptz not null default clock_timestamp(),
  code          text        collate "C" not null,
  reason        text        not null,
  headers       jsonb       not null,
  key_bytes     bytea,
  value_bytes   bytea,
  value_length  bigint,
  value_sha256  bytea,
  constraint kafka_quarantine_pk primary key (cluster_id, topic_id, partition, record_offset),
  constraint kafka_quarantine_value_sha256_length check (octet_length(value_sha256) = 32)
);

create index kafka_quarantine_noticed_at on ledger.kafka_quarantine (noticed_at);

comment on table ledger.kafka_quarantine is
  'Records of Kafka that could not be taken, or not wholly: unreadable, refused, too large. One row for each record, written in the transaction in which reading went on past it. A row may be deleted once it has been dealt with.';
comment on column ledger.kafka_quarantine.cluster_id is 'As ledger.kafka_offset.cluster_id.';
comment on column ledger.kafka_quarantine.topic is 'Name of the topic.';
comment on column ledger.kafka_quarantine.topic_id is 'As ledger.kafka_offset.topic_id.';
comment on column ledger.kafka_quarantine.partition is 'Number of the partition, from 0.';
comment on column ledger.kafka_quarantine.record_offset is 'Offset of the record.';
comment on column ledger.kafka_quarantine.record_at is
  'Timestamp of the record, as its producer or broker set it. Null: it has none.';
comment on column ledger.kafka_quarantine.noticed_at is
  'Clock of this database when the record was put here.';
comment on column ledger.kafka_quarantine.code is
  'Stable code of the problem, as in answers of POST /events, e.g. JSON_MALFORMED.';
comment on column ledger.kafka_quarantine.reason is
  'For people: what is wrong, where, and how many of the record''s items it holds back.';
comment on column ledger.kafka_quarantine.headers is
  'Headers of the record: array of [name, value as text].';
comment on column ledger.kafka_quarantine.key_bytes is
  'Key of the record, cut off at the limit of the setting changeover.kafka.in.quarantine-bytes. Null: it has none.';
comment on column ledger.kafka_quarantine.value_bytes is
  'Value of the record, cut off likewise. Null: it has none.';
comment on column ledger.kafka_quarantine.value_length is
  'Bytes of the whole value. Null: it has none.';
comment on column ledger.kafka_quarantine.value_sha256 is
  'SHA-256, 32 bytes, of the whole value. Null: it has none.';

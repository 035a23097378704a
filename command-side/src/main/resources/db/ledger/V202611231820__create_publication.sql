-- How far the log has been published to Kafka, and who may publish it further.

create table ledger.publication (
  topic        text        collate "C" not null,
  publisher_id uuid        not null default gen_random_uuid(),
  position     bigint      not null default -1,
  epoch        bigint      not null default 0,
  owner        text        collate "C",
  leased_until timestamptz not null default '-infinity',
  constraint publication_pk primary key (topic),
  constraint publication_publisher_id_unique unique (publisher_id),
  constraint publication_position_from_minus_one check (position >= -1),
  constraint publication_epoch_not_negative check (epoch >= 0)
);

comment on table ledger.publication is
  'One row per Kafka topic that the log is published to. Whoever raised epoch last may move position; everybody else is refused by it, however late they come.';
comment on column ledger.publication.topic is 'Name of the topic in the cluster of changeover.kafka.bootstrap-servers.';
comment on column ledger.publication.publisher_id is
  'Made once and kept: part of the transactional.id, so that all nodes on this log fence each other and nobody else.';
comment on column ledger.publication.position is
  'Last position of ledger.event that is known to be committed in the topic; -1: none. The topic may hold one batch more.';
comment on column ledger.publication.epoch is 'Raised by each node that takes over; 0: nobody has yet.';
comment on column ledger.publication.owner is 'Name of the node that raised epoch last; started again, it need not wait for its own lease. Null: nobody has yet.';
comment on column ledger.publication.leased_until is
  'By the clock of this database: before it no other node takes over.';

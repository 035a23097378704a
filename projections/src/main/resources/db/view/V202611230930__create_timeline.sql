create table view.timeline_entry (
  environment text        collate "C" not null,
  subject     text        collate "C" not null,
  occurred_at timestamptz not null,
  position    bigint      not null,
  kind        text        collate "C" not null,
  constraint timeline_entry_pk primary key (environment, subject, occurred_at, position) include (kind)
);

comment on table view.timeline_entry is
  'One row per fact and thing that it concerns, in the order of timelines. The fact itself is ledger.event at the position.';
comment on column view.timeline_entry.environment is
  'The environment, e.g. production; - for facts of no environment.';
comment on column view.timeline_entry.subject is
  'Kind and name of the thing, e.g. component/checkout, action/order/4711; environment for the whole.';
comment on column view.timeline_entry.occurred_at is
  'When it happened as its source claims, to the microsecond.';
comment on column view.timeline_entry.position is 'Position of the fact in ledger.event.';
comment on column view.timeline_entry.kind is 'What it is about, a name of TimelineKind, e.g. RELEASE.';

create table view.timeline_saying (
  environment text   collate "C" not null,
  speaker     text   collate "C" not null,
  said        text   collate "C" not null,
  position    bigint not null,
  constraint timeline_saying_pk primary key (environment, speaker)
) with (fillfactor = 70);

comment on table view.timeline_saying is
  'What each sender of periodic reports said last. A report that says the same again makes no entry.';
comment on column view.timeline_saying.environment is 'As view.timeline_entry.environment.';
comment on column view.timeline_saying.speaker is
  'Who or what reports, e.g. worker/order-worker/order-worker-17, queue/orders.';
comment on column view.timeline_saying.said is
  'What was said, apart from counts; compared as text and never shown.';
comment on column view.timeline_saying.position is 'Position of the last report in ledger.event.';

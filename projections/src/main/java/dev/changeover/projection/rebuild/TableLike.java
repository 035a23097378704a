package dev.changeover.projection.rebuild;

import dev.changeover.projection.Tables;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The statements that make a table like a live one, as the catalog has it: columns, settings,
 * constraints and indexes of the same names, comments, and who may do what with it. What is
 * inherited, partitioned or triggered is not carried over: no read model has that.
 */
final class TableLike {
  private static final String STATEMENTS =
      """
      with live as (select * from pg_class where oid = ?::regclass),
      beside as (select ?::text as schema)
      select statement from (
        select 1, format('create table %1$I.%2$I (like view.%2$I including comments'
          || ' including compression including defaults including generated'
          || ' including storage)', schema, relname) as statement
        from live, beside
        union all
        select 2, format('alter table %I.%I set (%s)', schema, relname,
          array_to_string(reloptions, ', '))
        from live, beside where reloptions is not null
        union all
        select 3, format('alter table %I.%I add constraint %I %s', schema, relname, conname,
          pg_get_constraintdef(constrained.oid))
        from live, beside, pg_constraint constrained
        where conrelid = live.oid and contype in ('c', 'p', 'u', 'x')
        union all
        select 4, replace(pg_get_indexdef(indexrelid), ' ON view.', format(' ON %I.', schema))
        from live, beside, pg_index
        where indrelid = live.oid
          and not exists (select from pg_constraint where conindid = indexrelid)
        union all
        select 5, format('comment on table %I.%I is %L', schema, relname,
          obj_description(live.oid, 'pg_class'))
        from live, beside where obj_description(live.oid, 'pg_class') is not null
        union all
        select 6, format('grant %s on %I.%I to %s%s', privilege_type, schema, relname,
          case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
          case when is_grantable then ' with grant option' else '' end)
        from live, beside, aclexplode(relacl) where grantee <> relowner
      ) made (rank, statement)
      order by rank
      """;

  private TableLike() {}

  /** To be run in this order. */
  static List<String> live(String table, Tables tables, JdbcTemplate jdbc) {
    return jdbc.query(STATEMENTS, (row, _) -> row.getString(1), "view." + table, tables.schema());
  }
}

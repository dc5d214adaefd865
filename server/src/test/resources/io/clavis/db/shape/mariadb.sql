-- The schema as lines of text: tables, columns in order, keys, foreign keys, checks.
SELECT line FROM (
    SELECT concat_ws(' ', 'table', table_name, engine, table_collation) AS line
    FROM information_schema.tables WHERE table_schema = database() AND table_name NOT LIKE 'clavis%'
    UNION ALL
    SELECT concat_ws(' ', 'column', table_name, lpad(ordinal_position, 2, '0'), column_name, column_type,
        if(is_nullable = 'YES', 'NULL', 'NOT NULL'), coalesce(concat('DEFAULT ', column_default), ''), extra,
        coalesce(collation_name, ''))
    FROM information_schema.columns WHERE table_schema = database() AND table_name NOT LIKE 'clavis%'
    UNION ALL
    SELECT concat_ws(' ', 'key', table_name, index_name, if(non_unique, 'INDEX', 'UNIQUE'), index_type,
        group_concat(column_name ORDER BY seq_in_index))
    FROM information_schema.statistics WHERE table_schema = database() AND table_name NOT LIKE 'clavis%'
    GROUP BY table_name, index_name, non_unique, index_type
    UNION ALL
    SELECT concat_ws(' ', 'foreign', k.table_name, k.constraint_name,
        group_concat(k.column_name ORDER BY k.ordinal_position), k.referenced_table_name,
        group_concat(k.referenced_column_name ORDER BY k.ordinal_position),
        'DELETE', r.delete_rule, 'UPDATE', r.update_rule)
    FROM information_schema.key_column_usage k
    JOIN information_schema.referential_constraints r
        ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
        AND r.table_name = k.table_name
    WHERE k.table_schema = database() AND k.referenced_table_name IS NOT NULL
    GROUP BY k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule, r.update_rule
    UNION ALL
    SELECT concat_ws(' ', 'database', default_character_set_name)
    FROM information_schema.schemata WHERE schema_name = database()
    UNION ALL
    SELECT concat_ws(' ', 'check', table_name, constraint_name, check_clause)
    FROM information_schema.check_constraints WHERE constraint_schema = database()
) shape
ORDER BY line

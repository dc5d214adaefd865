-- The schema as lines of text: whole statements without white space and quotes.
SELECT type || ' ' || name || ' '
    || replace(replace(replace(replace(replace(sql, char(10), ''), char(9), ''), ' ', ''), '"', ''), '`', '')
FROM sqlite_master
WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'clavis%'
ORDER BY 1

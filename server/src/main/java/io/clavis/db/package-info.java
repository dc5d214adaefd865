/**
 * The database: data source, dialects, tables, migrations, transactions with retry, and the change feed.
 *
 * <p>Stores of the capabilities come here for a {@link io.clavis.db.Database}; nobody else speaks SQL.
 */
@NullMarked
package io.clavis.db;

import org.jspecify.annotations.NullMarked;

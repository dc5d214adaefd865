/** The database: access, dialects, schema, transactions and the change feed. With its clients the only place that knows jOOQ. */
@NullMarked
package io.clavis.db;

import org.jspecify.annotations.NullMarked;

/** Keys that look after themselves: kept in the database, sealed, and rotated by the nodes. */
@NullMarked
package io.clavis.keyrotation;

import org.jspecify.annotations.NullMarked;

/** Users, groups, their passwords and the rules on them, kept in SQL. */
@NullMarked
package io.clavis.identity;

import org.jspecify.annotations.NullMarked;

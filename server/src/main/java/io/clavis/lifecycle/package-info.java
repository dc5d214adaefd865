/** What one deletion takes with it, in one transaction: the only place that knows several capabilities' rows. */
@NullMarked
package io.clavis.lifecycle;

import org.jspecify.annotations.NullMarked;

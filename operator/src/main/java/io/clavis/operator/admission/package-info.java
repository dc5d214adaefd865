/**
 * What a resource has to look like before it is let in: its schema and rules as the API server reads them, the rules that
 * no schema can say, what is filled in where nothing is said, and the webhook that answers with all of it.
 */
@NullMarked
package io.clavis.operator.admission;

import org.jspecify.annotations.NullMarked;

/** The custom resources as Java records. What the API server fills in by default is filled in here as well. */
@NullMarked
package io.clavis.operator.resource;

import org.jspecify.annotations.NullMarked;

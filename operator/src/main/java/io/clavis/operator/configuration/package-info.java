/** The files that a Keystone reads, as text made of its resource alone. Nothing here looks at a cluster. */
@NullMarked
package io.clavis.operator.configuration;

import org.jspecify.annotations.NullMarked;

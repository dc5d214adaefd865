/** Regions, services, endpoints, and the service catalog that tokens carry. */
@NullMarked
package io.clavis.catalog;

import org.jspecify.annotations.NullMarked;

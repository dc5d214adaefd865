/** Which projects see which endpoints (OS-EP-FILTER): one by one, or by groups that filters describe. */
@NullMarked
package io.clavis.endpointfilter;

import org.jspecify.annotations.NullMarked;

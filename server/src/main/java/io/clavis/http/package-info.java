/** How a request travels: operations, schemas, policy, replies. The only place that knows the HTTP library. */
@NullMarked
package io.clavis.http;

import org.jspecify.annotations.NullMarked;

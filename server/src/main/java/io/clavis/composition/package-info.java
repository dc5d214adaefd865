/** How the service is put together: options become settings, and every capability gets what it needs, by hand. */
@NullMarked
package io.clavis.composition;

import org.jspecify.annotations.NullMarked;

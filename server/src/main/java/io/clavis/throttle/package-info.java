/** How often anybody may try to guess a secret: per address, and per user or whatever else has a secret. */
@NullMarked
package io.clavis.throttle;

import org.jspecify.annotations.NullMarked;

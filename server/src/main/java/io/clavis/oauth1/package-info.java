/** OAuth 1.0a: the consumers that may ask for access in a user's name. */
@NullMarked
package io.clavis.oauth1;

import org.jspecify.annotations.NullMarked;

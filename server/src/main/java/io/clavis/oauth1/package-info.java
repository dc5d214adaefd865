/** OAuth 1.0a: consumers, what they ask for in a user's name, and the access that they get. */
@NullMarked
package io.clavis.oauth1;

import org.jspecify.annotations.NullMarked;

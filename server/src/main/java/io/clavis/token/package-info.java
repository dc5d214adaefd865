/** Tokens: issuing, validating, revoking, and the memory of what was found valid. */
@NullMarked
package io.clavis.token;

import org.jspecify.annotations.NullMarked;

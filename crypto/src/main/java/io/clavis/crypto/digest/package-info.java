/** Digests of texts. */
@NullMarked
package io.clavis.crypto.digest;

import org.jspecify.annotations.NullMarked;

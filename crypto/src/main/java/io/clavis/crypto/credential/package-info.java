/** Credentials at rest. */
@NullMarked
package io.clavis.crypto.credential;

import org.jspecify.annotations.NullMarked;

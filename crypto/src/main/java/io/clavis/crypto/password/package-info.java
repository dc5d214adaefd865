/** Password hashes, and the pool of threads that bounds their cost. */
@NullMarked
package io.clavis.crypto.password;

import org.jspecify.annotations.NullMarked;

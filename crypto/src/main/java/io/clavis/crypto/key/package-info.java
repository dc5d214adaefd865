/** Key repositories on disk, in upstream's format. */
@NullMarked
package io.clavis.crypto.key;

import org.jspecify.annotations.NullMarked;

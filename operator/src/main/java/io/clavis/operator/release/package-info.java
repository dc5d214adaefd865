/** Which release an image is of, and which way leads from one to another. */
@NullMarked
package io.clavis.operator.release;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.clavis.crypto;

import org.jspecify.annotations.NullMarked;

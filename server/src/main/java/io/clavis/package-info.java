@NullMarked
package io.clavis;

import org.jspecify.annotations.NullMarked;

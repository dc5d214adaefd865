@NullMarked
package io.clavis.operator.admission;

import org.jspecify.annotations.NullMarked;

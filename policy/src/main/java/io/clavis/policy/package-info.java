@NullMarked
package io.clavis.policy;

import org.jspecify.annotations.NullMarked;

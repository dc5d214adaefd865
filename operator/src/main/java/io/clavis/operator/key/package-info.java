/** The keys of tokens and credentials as Secrets hold them, and what is checked before rotated ones take their place. */
@NullMarked
package io.clavis.operator.key;

import org.jspecify.annotations.NullMarked;

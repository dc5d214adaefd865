/** The mapping language: from what an identity provider asserts to who somebody is here. Pure functions. */
@NullMarked
package io.clavis.mapping;

import org.jspecify.annotations.NullMarked;

/** {@code keystone.conf}: reading it as oslo.config does, its options as typed values, and database URLs. */
@NullMarked
package io.clavis.config;

import org.jspecify.annotations.NullMarked;

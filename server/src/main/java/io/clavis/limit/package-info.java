/** Unified limits: what services count, by default and for single projects and domains. Keystone keeps them, services enforce them. */
@NullMarked
package io.clavis.limit;

import org.jspecify.annotations.NullMarked;

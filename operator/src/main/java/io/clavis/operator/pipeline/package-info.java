/**
 * From one resource to a running Keystone, step by step: each step looks at the resource and at what is there, and says
 * what it wants written and which condition holds. Only the pipeline itself writes.
 */
@NullMarked
package io.clavis.operator.pipeline;

import org.jspecify.annotations.NullMarked;

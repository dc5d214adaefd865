/** The steps of the pipeline, each with the condition that it answers for. */
@NullMarked
package io.clavis.operator.step;

import org.jspecify.annotations.NullMarked;

/** What Clavis costs: micro-benchmarks (JMH), and the bare server that the load script compares with. */
@NullMarked
package io.clavis.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * A node for tests: runs the containers of Pods as processes, each with a file system and each Pod with an address of its
 * own, and plays what else a test cluster lacks: the MariaDB operator and the External Secrets operator.
 */
@NullMarked
package io.clavis.operator.node;

import org.jspecify.annotations.NullMarked;

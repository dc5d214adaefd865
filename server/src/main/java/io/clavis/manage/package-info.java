/** {@code keystone-manage}: one class for each command. */
@NullMarked
package io.clavis.manage;

import org.jspecify.annotations.NullMarked;

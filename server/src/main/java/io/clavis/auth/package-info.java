/** Authentication: methods, scope, the rules between them, and what a caller may be authorized for. */
@NullMarked
package io.clavis.auth;

import org.jspecify.annotations.NullMarked;

/** Application credentials: secrets for programs that act for a user on one project, and the access rules that narrow them. */
@NullMarked
package io.clavis.applicationcredential;

import org.jspecify.annotations.NullMarked;

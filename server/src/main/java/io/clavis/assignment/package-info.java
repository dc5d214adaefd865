/**
 * Roles, what they imply, and who holds them where.
 *
 * <p>A role is global or belongs to a domain. It is granted to an actor (a user or a group) on a target (a project, a
 * domain or the system); a grant on a project or domain can be inherited: then it counts on the projects below, not on
 * the target itself. What a user may do somewhere follows from the user's own grants and those of the user's groups,
 * direct and inherited, plus every role that those roles imply; a role of a domain only serves to imply others and is
 * never seen in a token.
 */
@NullMarked
package io.clavis.assignment;

import org.jspecify.annotations.NullMarked;

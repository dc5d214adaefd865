/** Domain configuration: the options of groups identity and ldap that a domain sets for itself. */
@NullMarked
package io.clavis.domainconfig;

import org.jspecify.annotations.NullMarked;

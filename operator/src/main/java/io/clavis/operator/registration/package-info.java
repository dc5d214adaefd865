/**
 * What other operators register with a Keystone: services, endpoints, application credentials. Each kind has its work,
 * which makes Keystone be as the resource says; a round does what all have in common.
 */
@NullMarked
package io.clavis.operator.registration;

import org.jspecify.annotations.NullMarked;

/**
 * The oslo.policy language: check strings compiled once to a sealed tree, default rules, the operator's overrides and
 * the {@link io.clavis.policy.Enforcer} that decides.
 */
@NullMarked
package io.clavis.policy;

import org.jspecify.annotations.NullMarked;

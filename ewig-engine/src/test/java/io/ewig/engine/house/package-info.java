/**
 * What tests of several modules hold their packages to: {@link io.ewig.engine.house.LayerRules}
 * says that imports point down and form no cycle. A module's own test gives the list of its
 * packages, and adds what holds for it alone, such as where a library may be used.
 */
@NullMarked
package io.ewig.engine.house;

import org.jspecify.annotations.NullMarked;

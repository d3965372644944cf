/**
 * What a town consists of: solids, trees, places for cars and the material of the ground, in
 * metres. The layout fills it, the renderers read it.
 */
package org.crossview.town.scene;

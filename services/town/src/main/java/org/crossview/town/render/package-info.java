/**
 * From a scene to pixels: a place and the conditions of a day go in, a tile from above or a
 * panorama from the street comes out.
 */
package org.crossview.town.render;

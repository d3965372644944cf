/**
 * From a seed to a scene: the plan of streets, the blocks between them, and all that is built,
 * planted and painted there.
 */
package org.crossview.town.layout;

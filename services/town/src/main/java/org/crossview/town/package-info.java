/**
 * Generated towns: a seed and a size go in; geotagged tiles, drives and viewpoints come out, and
 * the pictures of them.
 */
package org.crossview.town;

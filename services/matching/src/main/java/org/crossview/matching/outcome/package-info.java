/** What becomes of a panorama: a geotag or a dead letter. Pure functions over messages. */
package org.crossview.matching.outcome;

/** What is known about a panorama while shards are still to answer, and where it is kept. */
package org.crossview.halting.join;

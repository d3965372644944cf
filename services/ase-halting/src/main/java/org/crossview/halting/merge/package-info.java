/** From the answers of all shards to one answer: pure functions over messages. */
package org.crossview.halting.merge;

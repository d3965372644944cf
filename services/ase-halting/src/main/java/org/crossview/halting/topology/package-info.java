/** Kafka Streams around the join: records in, records out, stores, metrics. */
package org.crossview.halting.topology;

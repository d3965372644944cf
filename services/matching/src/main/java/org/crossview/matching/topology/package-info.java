/** Kafka Streams around the decision: records in, the first outcome out, store, metrics. */
package org.crossview.matching.topology;

/**
 * {@code crossview demo}: the whole chain on one machine. {@link org.crossview.cli.demo.LocalStack}
 * starts broker, Redis and services; tiles go in through {@code tiles.imported}; a fleet sends
 * panoramas; outcomes are collected and scored against the truth, which travels beside the stream
 * and never in a message.
 */
package org.crossview.cli.demo;

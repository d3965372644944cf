/**
 * What a laptop needs to run Crossview without Docker: a real Kafka broker, a real redis-server and
 * the packaged services as processes of their own. Everything binds to 127.0.0.1, keeps its state
 * in a temporary folder and ends with the JVM that started it, however that JVM ends. Depends on
 * none of the other modules.
 */
package org.crossview.local;

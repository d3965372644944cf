/**
 * Descriptors on their way between services: float arrays in, the bytes of messages and of Redis
 * out, and back.
 */
package org.crossview.core.descriptor;

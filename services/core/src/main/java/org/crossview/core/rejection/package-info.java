/**
 * Why an input is not processed: a reason that programs know and a sentence for people. Whoever
 * reads or prepares an input throws it; the stages make rejections of it.
 */
package org.crossview.core.rejection;

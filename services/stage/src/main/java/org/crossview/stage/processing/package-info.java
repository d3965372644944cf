/** What stages of both kinds, in batches and on streams, do with a record. */
package org.crossview.stage.processing;

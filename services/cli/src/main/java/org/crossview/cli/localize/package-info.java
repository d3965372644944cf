/** {@code crossview localize}: a user's own panoramas in a user's own gallery, without a broker. */
package org.crossview.cli.localize;

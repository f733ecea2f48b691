/// A training as a page: of its log and snapshots, or live.
@NullMarked
package hebb.cli.story;

import org.jspecify.annotations.NullMarked;

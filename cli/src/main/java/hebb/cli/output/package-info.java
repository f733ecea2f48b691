/// What a command says: tables, drawings of plans and results, progress, errors, JSON.
@NullMarked
package hebb.cli.output;

import org.jspecify.annotations.NullMarked;

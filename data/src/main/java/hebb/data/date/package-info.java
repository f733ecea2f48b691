/// Dates and times: how a column writes them ([hebb.data.date.DateFormats] finds it out), and what
/// they give a network ([hebb.data.date.DateFeatures]).
@NullMarked
package hebb.data.date;

import org.jspecify.annotations.NullMarked;

package hebb.diagnose;

import hebb.train.Finding;
import java.util.Optional;
import java.util.Set;

/// One thing that can be wrong: told from what was measured, by its mechanism.
interface Check {
  /// The finding, if it is there.
  Optional<Finding> look(Evidence seen);

  /// What follows from it: where it is found as a high one, these say nothing new.
  Set<String> explains();
}

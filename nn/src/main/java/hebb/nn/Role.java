package hebb.nn;

/// What a parameter is for, which says how it is treated.
public enum Role {
  /// Multiplies inputs: trained, penalised by L2, decayed by AdamW.
  WEIGHT,
  /// Is added: trained, never penalised.
  BIAS,
  /// Scales or bends, as in norms and PReLU: trained, never penalised.
  SCALE,
  /// A running statistic: not trained; its layer says how it moves.
  STATISTIC
}

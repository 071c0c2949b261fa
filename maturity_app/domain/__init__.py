"""What a maturity assessment is and means: values and pure functions, standard library only."""

"""Agreement, reliability and change of many people's answers, in pure functions."""

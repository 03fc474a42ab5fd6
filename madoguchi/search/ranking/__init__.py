"""Which articles answer a query best: words and vectors together."""

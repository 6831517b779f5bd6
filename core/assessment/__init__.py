"""Assessment: rule books as data, scores that name every record behind them."""

"""Assessment: rule books as data, scores that name every record behind them."""

from core.assessment import keeping as keeping  # listens from the first import on

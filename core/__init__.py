"""The domain: concepts with their tables, rules, services and queries. No Streamlit, no Altair.

Foreign keys are text, so every table has to be known before the first statement.
"""

from core import tables as tables

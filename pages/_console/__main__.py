"""`python -m pages._console`, the same as `lianxin`."""

from pages._console import app

app(prog_name="lianxin")

"""Parts of the screen of the flow and categories of matters."""

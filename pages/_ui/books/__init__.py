"""Parts of the screen of rule books."""

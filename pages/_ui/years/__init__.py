"""Parts of the screen of assessments."""

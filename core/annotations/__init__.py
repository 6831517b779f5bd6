"""Notes that an office pins to a day or to a bar of a chart."""

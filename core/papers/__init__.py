"""Papers in Word: what each says, its preset layout, and the templates that offices make."""
